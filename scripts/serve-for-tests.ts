import path from 'node:path';
import { serveFolder } from './static-server';

const [port = '0', basePath = '/'] = process.argv.slice(2);
/** Another build than the one in `dist/` can be tested beside it. */
const folder = path.resolve(process.env['STEERBOARD_DIST'] ?? path.join(import.meta.dirname, '../dist'));
await serveFolder({ folder, basePath, port: Number(port) });
