import { findProgram } from '../../scripts/prerequisites.ts';
import { type CommandOptions, command, output, type Said } from './command.ts';

/**
 * Limits that Podman is told, because by itself it wants the highest there are, which a machine may refuse even to root. Docker's
 * come from its daemon.
 */
const LIMITS = ['--ulimit', 'nofile=16384:16384', '--ulimit', 'nproc=4096:4096'];

/** Docker or Podman, which has Buildah within: they have the same commands. */
export class Engine {
  /** Before the command. Not every runtime of Podman can live with every kind of cgroups. */
  private leading: readonly string[] = [];

  private constructor(
    private readonly program: string,
    readonly name: 'docker' | 'podman',
    /** For each `run` and `build`. */
    readonly limits: readonly string[],
  ) {}

  /** The first that answers. @throws with what to install if none does */
  static async find(): Promise<Engine> {
    const docker = findProgram(['docker']);
    // The client alone is of no use.
    if (docker && (await command(docker, ['info'])).code === 0) return new Engine(docker, 'docker', []);
    const podman = findProgram(['podman']);
    if (podman && (await command(podman, ['info'])).code === 0) return new Engine(podman, 'podman', LIMITS);
    throw new Error(
      'No Docker that runs and no Podman here. On Debian: apt-get install --no-install-recommends podman buildah crun runc debootstrap',
    );
  }

  /** @throws if the program is gone */
  call(args: readonly string[], options?: CommandOptions): Promise<Said> {
    return command(this.program, [...this.leading, ...args], options);
  }

  /** What it printed. @throws with what it said if it does not end with 0 */
  output(args: readonly string[], options?: CommandOptions): Promise<string> {
    return output(this.program, [...this.leading, ...args], options);
  }

  /** Finds the way to run containers on this machine. @param image any that has `true` @throws if there is none */
  async settle(image: string): Promise<void> {
    const ways = this.name === 'docker' ? [[]] : [[], ['--runtime', 'runc'], ['--runtime', 'crun']];
    let last = '';
    for (const way of ways) {
      this.leading = way;
      const { code, stderr } = await this.call(['run', '--rm', ...this.limits, image, 'true']);
      if (code === 0) return;
      last = stderr;
    }
    throw new Error(`${this.name} can't run a container here: ${last}`);
  }

  async has(image: string): Promise<boolean> {
    return (await this.call(['image', 'inspect', image])).code === 0;
  }

  /** For people: name, version, and what it had to be told. */
  async described(): Promise<string> {
    return [await this.output(['--version']), ...this.leading].join(' ');
  }
}
