/** Saves a file through the browser's own download, without a permission. */
export function saveFile(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own handle by then; large files need a moment to begin.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
