import { config } from 'zod';

// Zod compiles its checks with `new Function` where it can. The page's content security policy forbids that,
// and the attempt alone is reported as an error. Imported before everything else that uses zod, in the page and in each worker.
config({ jitless: true });
