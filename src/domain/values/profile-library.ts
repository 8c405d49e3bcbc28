import { z } from 'zod';
import { profileSchema } from './profile';

/** A named set of profiles from one source, as shipped in `static-data/profiles/`. */
export const profileLibrarySchema = z.strictObject({
  kind: z.literal('profile-library'),
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  profiles: z.array(profileSchema).min(1),
});
export type ProfileLibrary = z.infer<typeof profileLibrarySchema>;
