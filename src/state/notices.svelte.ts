export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'problem';
  readonly text: string;
  /** One thing that the person can do about it, for instance Undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Short messages to the person, newest last. A message with an action stays until it is used or put away. */
export class Notices {
  #list = $state.raw<readonly Notice[]>([]);
  #next = 1;

  get list(): readonly Notice[] {
    return this.#list;
  }

  info(text: string, action?: Notice['action']): void {
    this.#add('info', text, action);
  }

  problem(text: string, action?: Notice['action']): void {
    this.#add('problem', text, action);
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((notice) => notice.id !== id);
  }

  #add(tone: Notice['tone'], text: string, action: Notice['action']): void {
    const same = this.#list.filter((notice) => notice.text !== text);
    const notice: Notice = { id: this.#next, tone, text, ...(action ? { action } : {}) };
    this.#next += 1;
    this.#list = [...same, notice].slice(-4);
  }
}
