import { deskFrameTexts } from './desk/frame.ts';
import { deskQueueTexts } from './desk/queue.ts';
import { deskEvidenceTexts } from './desk/evidence.ts';
import { deskDecideTexts } from './desk/decide.ts';
import { deskImportTexts } from './desk/import.ts';
import { deskExportTexts } from './desk/export.ts';
import { deskKeysTexts } from './desk/keys.ts';
import { deskFiguresTexts } from './desk/figures.ts';
import { joinTexts } from './translate.ts';

/** Texts of the moderators' desk. */
export const deskTexts = joinTexts(
  deskFrameTexts,
  deskQueueTexts,
  deskEvidenceTexts,
  deskDecideTexts,
  deskImportTexts,
  deskExportTexts,
  deskKeysTexts,
  deskFiguresTexts,
);
export type DeskKey = keyof (typeof deskTexts)['zh-CN'];
