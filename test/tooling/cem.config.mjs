/** What the manifest describes, and what stays out of it. */
const litInternals = new Set([
  'createRenderRoot',
  'connectedCallback',
  'disconnectedCallback',
  'attributeChangedCallback',
  'adoptedCallback',
  'willUpdate',
  'update',
  'updated',
  'firstUpdated',
  'render',
  'shouldUpdate',
  'getUpdateComplete',
  'scheduleUpdate',
  'performUpdate',
  'styles',
  'shadowRootOptions',
  'properties',
  'observedAttributes',
  'finalizeStyles',
  'elementProperties',
  'enabledWarnings',
  'formAssociated',
]);

/** Only what a host can use: no private or protected names, no life-cycle of Lit's. */
function publicMembersOnly() {
  const isPublic = (member) =>
    !member.name.startsWith('#') &&
    !member.name.startsWith('_') &&
    member.privacy !== 'private' &&
    member.privacy !== 'protected' &&
    !litInternals.has(member.name);
  return {
    name: 'public-members-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          if (declaration.kind !== 'class' && declaration.kind !== 'mixin') continue;
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
          const names = new Set((declaration.members ?? []).map((member) => member.name));
          if (declaration.attributes) {
            // What only `observedAttributes` lists is watched by the element, not offered to hosts.
            declaration.attributes = declaration.attributes.filter(({ fieldName, description }) =>
              fieldName === undefined ? description : names.has(fieldName),
            );
          }
        }
      }
    },
  };
}

/** Registration goes through `register(tag, Class)` in define.ts files, which the analyzer does not know. */
function definitions() {
  return {
    name: 'definitions',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'register') return;
      const [tag, classReference] = node.arguments;
      if (!tag || !classReference || !ts.isStringLiteral(tag)) return;
      moduleDoc.exports = [
        ...(moduleDoc.exports ?? []),
        {
          kind: 'custom-element-definition',
          name: tag.text,
          declaration: { name: classReference.getText() },
        },
      ];
    },
    packageLinkPhase({ customElementsManifest }) {
      const { modules } = customElementsManifest;
      for (const module of modules) {
        // The body of register() itself looks like a definition of a tag named by its parameter.
        module.exports = module.exports?.filter(
          ({ kind, name }) => kind !== 'custom-element-definition' || name.startsWith('pipeline-'),
        );
        for (const definition of module.exports ?? []) {
          if (definition.kind !== 'custom-element-definition') continue;
          const home = modules.find(({ declarations }) =>
            declarations?.some(({ name, kind }) => kind === 'class' && name === definition.declaration.name),
          );
          if (!home)
            throw new Error(`${definition.name}: no class ${definition.declaration.name} was analysed.`);
          definition.declaration.module = home.path;
          const declaration = home.declarations.find(({ name }) => name === definition.declaration.name);
          declaration.tagName = definition.name;
          declaration.customElement = true;
        }
      }
    },
  };
}

/** Paths as a consumer sees them: what is published is the build, and modules that hold no element say nothing. */
function elementsOnly() {
  return {
    name: 'elements-only',
    packageLinkPhase({ customElementsManifest }) {
      customElementsManifest.modules = customElementsManifest.modules.filter(
        ({ declarations, exports }) =>
          declarations?.some(({ customElement }) => customElement) ||
          exports?.some(({ kind }) => kind === 'custom-element-definition'),
      );
      for (const module of customElementsManifest.modules) {
        module.declarations = (module.declarations ?? []).filter(
          ({ kind }) => kind === 'class' || kind === 'mixin',
        );
      }
      customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
      pathsOfTheBuild(customElementsManifest);
    },
  };
}

/** Every `src/….ts` becomes the file that is published, so that tools find it in the installed package. */
function pathsOfTheBuild(value) {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) pathsOfTheBuild(inner);
    else if ((key === 'path' || key === 'module') && typeof inner === 'string') {
      value[key] = inner.replace(/^\/?src\/(.+)\.(?:ts|js)$/, 'dist/$1.js');
    }
  }
}

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['**/*.styles.ts', '**/*.d.ts'],
  outdir: process.env.MANIFEST_FOLDER ?? '.',
  litelement: true,
  packagejson: false,
  plugins: [definitions(), publicMembersOnly(), elementsOnly()],
};
