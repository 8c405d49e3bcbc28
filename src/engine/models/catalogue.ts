import catalogue from '../../../static-data/models/catalogue.json?checked';
import type { Catalogue, ModelEntry } from './model-entry';

/** The models that Steerboard knows by itself, in the order in which they are to be shown: smallest machine first. */
export const CATALOGUE: Catalogue = catalogue;

/** A model of the catalogue by its id. */
export const catalogueEntry = (id: string): ModelEntry | undefined =>
  CATALOGUE.models.find((entry) => entry.id === id);
