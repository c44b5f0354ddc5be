/** Line icons on a 20 × 20 grid. Each is drawn for this project; two shapes never differ by colour alone. */
const PATHS = {
  /** A stop sign: danger. */
  danger: ['M7 2.5h6L17.5 7v6L13 17.5H7L2.5 13V7z', 'M10 6.2v4.6', 'M10 13.6v.1'],
  /** A triangle: caution. */
  caution: ['M10 3 18 16.5H2z', 'M10 8v4', 'M10 14.2v.1'],
  /** A life ring: about debt, help is near. */
  topic: [
    'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z',
    'M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
    'm4.7 4.7 3.2 3.2M12.1 12.1l3.2 3.2M15.3 4.7l-3.2 3.2M7.9 12.1l-3.2 3.2',
  ],
  /** A shield with a tick: nothing found. */
  none: ['M10 2.3 16.5 5v4.6c0 4-2.7 6.8-6.5 8.1-3.8-1.3-6.5-4.1-6.5-8.1V5z', 'm7 10 2.2 2.2L13.3 8'],
  shield: ['M10 2.3 16.5 5v4.6c0 4-2.7 6.8-6.5 8.1-3.8-1.3-6.5-4.1-6.5-8.1V5z'],
  flag: ['M5 17.5V3', 'M5 3.5h9.5l-2 3.3 2 3.2H5'],
  phone: [
    'M6.2 3h2l1.2 3.4-1.7 1.2a9 9 0 0 0 4.7 4.7l1.2-1.7L17 11.8v2c0 1.4-1 2.4-2.3 2.2C8.700 15.300 4.700 11.300 4 5.300 3.800 4 4.800 3 6.200 3z',
  ],
  close: ['m5 5 10 10M15 5 5 15'],
  chevron: ['m5.500 8 4.500 4.500L14.500 8'],
  eye: [
    'M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10z',
    'M10 7.700a2.300 2.300 0 1 0 0 4.600 2.300 2.300 0 0 0 0-4.600z',
  ],
  mute: [
    'M3 3l14 14',
    'M5.500 8.500c0 4-1.500 5-1.500 5h9.500',
    'M7.200 5.200A4.500 4.500 0 0 1 14.500 8.700c0 1.300.2 2.300.5 3.100',
    'M8.300 16.200a2 2 0 0 0 3.400 0',
  ],
  check: ['m4 10.500 4 4L16 6'],
  search: ['M9 3.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11z', 'm13.200 13.200 4 4'],
  gear: [
    'M10 7.300a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400z',
    'M10 2.500v2.300M10 15.200v2.300M2.500 10h2.300M15.200 10h2.300M4.700 4.700l1.600 1.600M13.700 13.700l1.600 1.600M15.300 4.700l-1.600 1.600M6.300 13.700l-1.600 1.600',
  ],
  pause: ['M7 4.500v11M13 4.500v11'],
  external: ['M11 4h5v5', 'm16 4-7.500 7.500', 'M14.500 11.500v4h-10v-10h4'],
  money: ['M2.500 5.500h15v9h-15z', 'M10 7.700a2.300 2.300 0 1 0 0 4.600 2.300 2.300 0 0 0 0-4.600z'],
  undo: ['M4 8h8a4 4 0 0 1 0 8H8', 'M7 4.500 3.500 8 7 11.500'],
} as const;

export type IconName = keyof typeof PATHS;

/** An inline SVG icon. Decorative unless `label` is given. */
export function Icon({ name, size = 18, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? 'true' : undefined}
    >
      {PATHS[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
