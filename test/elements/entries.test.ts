import { expect } from '@open-wc/testing';
import manifest from '../../custom-elements.json';

/** Loaded before anything else of the kit, in a page of its own: what is claimed here is claimed by an import. */
const claimed: string[] = [];
const define = customElements.define.bind(customElements);
customElements.define = (name, ...rest): void => {
  claimed.push(name);
  define(name, ...rest);
};

const tags = (
  manifest.modules as readonly { readonly declarations: readonly { readonly tagName?: string }[] }[]
)
  .flatMap(({ declarations }) => declarations)
  .flatMap(({ tagName }) => tagName ?? []);

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

  it('./all: every element once, the provider before those that look for it', async () => {
    await import('../../src/all.js');
    expect(claimed.slice(0, 2)).to.deep.equal(['pipeline-funnel', 'pipeline-provider']);
    expect([...claimed].sort()).to.deep.equal([...tags].sort());
  });

  it('the one file beside them: nothing a second time', async () => {
    await import('../../src/bundle.js');
    await new Promise((done) => setTimeout(done, 50));
    expect(claimed).to.have.length(tags.length);
  });
});
