/** Style sheets that a story imports for their effect. */
declare module '*.css';
