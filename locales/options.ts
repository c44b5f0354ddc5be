import { optionsFrameTexts } from './options/frame.ts';
import { optionsAlertsTexts } from './options/alerts.ts';
import { optionsSitesTexts } from './options/sites.ts';
import { optionsTryTexts } from './options/try.ts';
import { optionsQuietTexts } from './options/quiet.ts';
import { optionsDataTexts } from './options/data.ts';
import { optionsAboutTexts } from './options/about.ts';
import { joinTexts } from './translate.ts';

/** Texts of the options page but for the rules part, see options/rules.ts. */
export const optionsTexts = joinTexts(
  optionsFrameTexts,
  optionsAlertsTexts,
  optionsSitesTexts,
  optionsTryTexts,
  optionsQuietTexts,
  optionsDataTexts,
  optionsAboutTexts,
);
