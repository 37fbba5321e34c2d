import { expect } from '@open-wc/testing';
import { initialsOf, namesOf } from '../../src/elements/shared/names.js';

describe('names of owners', () => {
  const owners = [
    { id: '1', name: 'Ana', team: 'North' },
    { id: '2', name: 'Ana', team: 'South' },
    { id: '3', name: 'Ben', team: 'North' },
    { id: '4', name: 'Cem', team: 'North' },
    { id: '5', name: 'Cem', team: 'North' },
  ];

  it('tells namesakes apart by team, else by id; an unknown one is called by the id', () => {
    expect([...namesOf(['1', '2', '3', '4', '5', 'gone', ''], owners, 'Unassigned').values()]).to.deep.equal([
      'Ana (North)',
      'Ana (South)',
      'Ben',
      'Cem (4)',
      'Cem (5)',
      'gone',
      'Unassigned',
    ]);
  });

  it('adds nothing where only one of them is shown', () => {
    expect(namesOf(['1', '3'], owners, '').get('1')).to.equal('Ana');
  });

  it('takes two letters, more where two names would look the same', () => {
    expect(initialsOf(['Katharina Vogt', 'Kai Vogt', 'Jonas Brandt', 'Li', '(x)', ''])).to.deep.equal([
      'KatV',
      'KaiV',
      'JB',
      'Li',
      'x',
      '',
    ]);
    expect(initialsOf(['Ana Alba', 'Ana Alba', 'Ana Alba'])).to.deep.equal(['AA1', 'AA2', 'AA3']);
    expect(initialsOf(['شركة الأفق'])).to.deep.equal(['شا']);
  });

  it('stays quick with hundreds of names', () => {
    const made = initialsOf(Array.from({ length: 500 }, (_, at) => `Person ${at}`));
    expect(new Set(made).size).to.equal(500);
  });
});
