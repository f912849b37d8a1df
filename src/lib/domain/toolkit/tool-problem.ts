/** A kind of mark that no entry may contain. */
export type RefusedMark = 'html' | 'picture' | 'link' | 'heading';

/**
 * What is wrong with a field of an entry. `words`: the goal is too long; `language`: written in neither; `source`: research needs one, an
 * insight a DOI.
 */
export type ToolProblem = 'missing' | 'words' | 'paragraph' | 'range' | 'language' | 'source' | 'long' | RefusedMark;
