/** A button that lets people choose one file. The same file can be chosen again. */
export function FileButton(props: {
  label: string;
  /** As of an input: `.zip,application/zip`. */
  accept: string;
  primary?: boolean;
  onFile: (file: File) => void;
}) {
  const look = props.primary ? 'zs-button--primary' : 'zs-button--normal zs-button--small';
  return (
    <label class={`zs-button ${look} zs-file`}>
      {props.label}
      <input
        type="file"
        accept={props.accept}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) props.onFile(file);
        }}
      />
    </label>
  );
}
