/** A reporter for @web/test-runner: one line a file, failures in full, and the counts of single tests. */

/**
 * @param {object} options
 * @param {string} options.browser
 * @param {(file: string) => string} options.fileName
 * @param {boolean} options.filtered some tests are left out on purpose: one that did not run is not a failure
 */
export function browserReporter({ browser, fileName, filtered }) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failedFiles = [];
  return {
    counts,
    /** Files with a failure, and what was counted for each. */
    failedFiles,
    reportTestFileResults({ logger, sessionsForTestFile, testFile }) {
      for (const session of sessionsForTestFile) {
        let tests = [];
        if (session.testResults) collect(session.testResults, [], tests);
        if (filtered) tests = tests.filter((test) => test.passed || test.skipped || test.error !== undefined);
        const failed = tests.filter((test) => !test.passed && !test.skipped);
        const skipped = tests.filter((test) => test.skipped);
        const passed = tests.length - failed.length - skipped.length;
        // A file that does not load, or whose hook throws, has failed even where no test says so.
        const broken = filtered ? session.errors.length > 0 : !session.passed;
        const brokenFile = broken && failed.length === 0 ? 1 : 0;
        const silent = tests.length === 0 && session.errors.length === 0 && session.passed;
        counts.passed += passed;
        counts.failed += failed.length + brokenFile;
        counts.skipped += skipped.length;
        if (failed.length + brokenFile > 0)
          failedFiles.push({
            file: fileName(testFile),
            passed,
            failed: failed.length + brokenFile,
            skipped: skipped.length,
          });
        logger.log(
          `  ${browser} ${fileName(testFile)}: ${passed} passed` +
            (failed.length + brokenFile ? `, ${failed.length + brokenFile} FAILED` : '') +
            (skipped.length ? `, ${skipped.length} skipped` : '') +
            (silent ? ' (no tests)' : ''),
        );
        for (const test of failed) {
          logger.log(`\n    ✗ ${test.title}`);
          logger.log(indent(describeError(test.error)));
        }
        for (const error of session.errors) logger.log(indent(describeError(error)));
        if (brokenFile && session.errors.length === 0) logger.log(indent('the file did not run to its end'));
        if (failed.length + brokenFile > 0) {
          for (const entry of session.logs.slice(0, 20))
            logger.log(indent('[console] ' + entry.map(show).join(' ')));
        }
        for (const path of session.request404s) logger.log(indent(`[404] ${path}`));
      }
    },
  };
}

function collect(suite, titles, tests) {
  const path = suite.name ? [...titles, suite.name] : titles;
  for (const test of suite.tests) tests.push({ ...test, title: [...path, test.name].join(' › ') });
  for (const inner of suite.suites) collect(inner, path, tests);
}

function describeError(error) {
  if (!error) return 'no error was reported';
  const lines = [
    error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`,
  ];
  if (error.expected !== undefined) lines.push(`expected: ${error.expected}`, `actual:   ${error.actual}`);
  return lines.join('\n');
}

function show(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function indent(text) {
  return String(text)
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
}
