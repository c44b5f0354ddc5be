import { Icon } from './Icon.tsx';

/** A free official channel, in the reader's language. */
export interface ChannelText {
  readonly id: string;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly use: string;
}

/** Channels with their numbers. Numbers are text: nothing is dialled, and no address is linked. */
export function ChannelList({ channels, note }: { channels: readonly ChannelText[]; note: string }) {
  return (
    <div class="zs-channels">
      <ul>
        {channels.map((channel) => (
          <li key={channel.id} class={channel.phone ? '' : 'zs-channels__plain'}>
            <span class="zs-channels__number">
              <Icon name={channel.phone ? 'phone' : 'shield'} size={15} />
              {channel.phone}
            </span>
            <span class="zs-channels__use">
              <b>{channel.name}</b>
              <span class="zs-muted">{channel.use}</span>
            </span>
          </li>
        ))}
      </ul>
      <p class="zs-muted">{note}</p>
    </div>
  );
}
