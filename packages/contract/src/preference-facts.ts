// What a person may choose of how the page speaks and looks, without any schema: a page knows it before it asks anybody.

export const LANGUAGES = ['en', 'de'] as const;
export const TIME_FORMS = ['relative', 'absolute'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** Null leaves the choice to the browser or, of columns, to the page. */
export const NO_PREFERENCES = {
  language: null,
  timeZone: null,
  times: 'relative',
  density: 'comfortable',
  columns: null,
} as const;
