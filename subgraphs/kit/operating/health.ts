export interface HealthOptions {
  /** State of every part that the process needs for its work, by name */
  readonly parts: () => Promise<Readonly<Record<string, boolean>>>;
  readonly draining?: () => boolean;
}

export interface Readiness {
  readonly status: 200 | 503;
  readonly body: { readonly status: string; readonly parts: Readonly<Record<string, string>> };
}

export const ALIVE = { status: 'alive' } as const;

/** Ready: the work of this process can be done now. It never says who asks what. */
export class Health {
  #underWay: ReturnType<HealthOptions['parts']> | null = null;

  constructor(private readonly options: HealthOptions) {}

  async ready(): Promise<Readiness> {
    const state = await this.#parts();
    const draining = this.options.draining?.() ?? false;
    const ready = !draining && Object.values(state).every(Boolean);
    return {
      status: ready ? 200 : 503,
      body: {
        status: draining ? 'draining' : ready ? 'ready' : 'not ready',
        parts: Object.fromEntries(Object.entries(state).map(([name, ok]) => [name, ok ? 'ready' : 'not ready'])),
      },
    };
  }

  /** Calls at the same time share one look: it costs every subgraph statements, and anybody may call. */
  #parts(): ReturnType<HealthOptions['parts']> {
    this.#underWay ??= this.options.parts().finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }
}
