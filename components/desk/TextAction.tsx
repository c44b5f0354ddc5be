import { useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';

/** A step that needs words: a box for them and the button that takes them. The words stay until the step is done. */
export function TextAction(props: {
  label: string;
  action: string;
  danger?: boolean;
  /** True when it is done. */
  onAct: (text: string) => Promise<boolean>;
}) {
  const [text, setText] = useState('');
  return (
    <div>
      <label class="dk-field dk-field--wide">
        <span>{props.label}</span>
        <textarea
          rows={2}
          maxLength={500}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="dk-actions">
        <Button
          small
          kind={props.danger ? 'danger' : 'normal'}
          disabled={text.trim() === ''}
          onClick={async () => (await props.onAct(text)) && setText('')}
        >
          {props.action}
        </Button>
      </div>
    </div>
  );
}
