import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createSmallDemo } from '../../src/data/demo/index.js';
import { hubSpotExport } from '../../stories/shared/hubspot-export.js';

const file = (name: string): string => fileURLToPath(new URL(`../../stories/plain/${name}`, import.meta.url));

describe('the plain page', () => {
  it('has a CSV made of the demo data (UPDATE=1 writes it anew)', () => {
    const made = hubSpotExport(createSmallDemo({ deals: 60 }));
    if (process.env.UPDATE) writeFileSync(file('deals.csv'), made);
    expect(readFileSync(file('deals.csv'), 'utf8')).to.equal(made);
  });

  it('has one script tag, and nothing inline that a strict policy forbids', () => {
    const page = readFileSync(file('index.html'), 'utf8');
    expect(page.match(/<script/g)).to.have.length(1);
    expect(page).not.to.match(/\sstyle=|<style|\son\w+=|javascript:/i);
    expect(page).to.match(/<script type="module" src="[^"]*\/bundle\.js"><\/script>/);
  });
});
