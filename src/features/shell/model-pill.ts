import type { ModelsStatus } from '../../state/models/models-status';

/** The header's words on who answers: a name, what it is doing, and whether that is as it should be. */
export interface Pill {
  readonly name: string;
  /** Left out where there is little room and a share says as much. */
  readonly detail: string;
  /** "46 %", or nothing. */
  readonly share: string;
  /** `ready`: who is named answers; `busy`: on its way; `bad`: something needs the person. */
  readonly tone: 'ready' | 'busy' | 'bad';
}

export function modelPill(status: ModelsStatus, answering: boolean): Pill {
  switch (status.kind) {
    case 'builtin':
      return { name: 'Built-in reasoner', detail: 'no language model', share: '', tone: 'ready' };
    case 'ready':
      return {
        name: status.name,
        detail: answering ? 'answering' : 'ready',
        share: '',
        tone: answering ? 'busy' : 'ready',
      };
    case 'downloading':
    case 'copying':
    case 'checking':
    case 'loading':
      return { name: status.name, detail: status.kind, share: percent(status.share), tone: 'busy' };
    case 'testing':
      return { name: status.name, detail: 'self-test', share: percent(status.share), tone: 'busy' };
    case 'paused':
      return { name: status.name, detail: 'paused', share: '', tone: 'busy' };
    case 'elsewhere':
      return {
        name: 'Built-in reasoner',
        detail: `${status.name} is in another tab`,
        share: '',
        tone: 'ready',
      };
    case 'failed':
      return { name: status.name, detail: 'failed', share: '', tone: 'bad' };
  }
}

function percent(fraction: number | null): string {
  return fraction === null ? '' : `${Math.floor(100 * fraction)} %`;
}
