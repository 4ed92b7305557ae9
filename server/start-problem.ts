/** A reason not to start that the person at the keyboard can mend: printed as one plain line, without a stack. */
export class StartProblem extends Error {
  override name = 'StartProblem';
}
