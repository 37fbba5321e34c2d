/** Gives each deal an id of its own: the second with an id gets `id#2`, and so on. */
export class IdRegister {
  /** Each id, with the number of the copy that was made of it last. */
  readonly #copies = new Map<string, number>();

  claim(id: string): string {
    let copy = this.#copies.get(id);
    if (copy === undefined) {
      this.#copies.set(id, 1);
      return id;
    }
    let own: string;
    do own = `${id}#${++copy}`;
    while (this.#copies.has(own));
    this.#copies.set(id, copy);
    this.#copies.set(own, 1);
    return own;
  }
}
