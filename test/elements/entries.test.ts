import { expect } from '@open-wc/testing';

/** Loaded before anything else of the kit, in a page of its own: what is claimed here is claimed by an import. */
const claimed: string[] = [];
const define = customElements.define.bind(customElements);
customElements.define = (name, ...rest): void => {
  claimed.push(name);
  define(name, ...rest);
};

describe('what an import registers, in a page', () => {
  it('nothing, but for define and all', async () => {
    const modules = await Promise.all([
      import('../../src/index.js'),
      import('../../src/core/index.js'),
      import('../../src/data/index.js'),
      import('../../src/context/index.js'),
      import('../../src/locales/en.js'),
      import('../../src/elements/provider/provider.js'),
      import('../../src/elements/funnel/funnel.js'),
      import('../../src/elements/board/board.js'),
    ]);
    for (const module of modules) expect(Object.keys(module)).to.not.deep.equal([]);
    expect(claimed).to.deep.equal([]);
  });

  it('./funnel/define: the funnel alone', async () => {
    await import('../../src/elements/funnel/define.js');
    expect(claimed).to.deep.equal(['pipeline-funnel']);
  });

  it('./all: the provider before those that look for it, each once', async () => {
    await import('../../src/all.js');
    expect(claimed).to.deep.equal(['pipeline-funnel', 'pipeline-provider', 'pipeline-board']);
  });

  it('the one file beside them: nothing a second time', async () => {
    await import('../../src/bundle.js');
    await new Promise((done) => setTimeout(done, 50));
    expect(claimed).to.have.length(3);
  });
});
