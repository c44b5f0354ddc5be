import type { ComponentChildren } from 'preact';
import type { Level } from '../../core/verdict.ts';
import { Icon, type IconName } from './Icon.tsx';

/** A framed remark. `tone` picks the frame; the icon carries the same meaning as shape. */
export function Notice(props: { tone: Level | 'plain'; icon?: IconName; children: ComponentChildren }) {
  const icon = props.icon ?? (props.tone === 'plain' ? 'shield' : props.tone);
  return (
    <div class={`zs-notice zs-notice--${props.tone}`}>
      <Icon name={icon} />
      <div>{props.children}</div>
    </div>
  );
}
