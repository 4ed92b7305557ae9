/// <reference types="vite/client" />
/// <reference types="@crxjs/vite-plugin/client" />

interface ImportMetaEnv {
  /** Where the extension looks for its server until the user chooses another. Default `http://localhost:3000`. */
  readonly VITE_SERVER_URL?: string;
}
