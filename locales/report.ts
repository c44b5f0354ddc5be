import { reportFormTexts } from './report/form.ts';
import { reportPreviewTexts } from './report/preview.ts';
import { reportScreenshotTexts } from './report/screenshot.ts';
import { reportHandOverTexts } from './report/hand-over.ts';
import { joinTexts } from './translate.ts';

/** Texts of the report form and of handing over. Plain words, no blame; the volunteer decides, we prepare. */
export const reportTexts = joinTexts(
  reportFormTexts,
  reportPreviewTexts,
  reportScreenshotTexts,
  reportHandOverTexts,
);
