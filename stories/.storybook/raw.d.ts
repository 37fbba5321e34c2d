/** The text of a file, for a story that shows its own source. */
declare module '*?raw' {
  const content: string;
  export default content;
}
