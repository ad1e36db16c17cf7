// Starts `hinterland lsp` for Markdown and plain text; VS Code underlines what it finds, shows the evidence on hover and offers the fixes.
const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

exports.activate = () => {
  const [command, ...args] = workspace.getConfiguration('hinterland').get('command');
  const languages = ['markdown', 'plaintext'];
  const schemes = ['file', 'untitled'];
  const documentSelector = languages.flatMap((language) => schemes.map((scheme) => ({ scheme, language })));
  client = new LanguageClient('hinterland', 'Hinterland', { command, args }, { documentSelector });
  return client.start();
};

exports.deactivate = () => client?.stop();
