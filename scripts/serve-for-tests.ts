import path from 'node:path';
import { serveFolder } from './static-server';

const [port = '0', basePath = '/'] = process.argv.slice(2);
await serveFolder({ folder: path.resolve(import.meta.dirname, '../dist'), basePath, port: Number(port) });
