import { render } from 'preact';
import '../../components/shared/page.css';
import '../../components/options/options.css';
import { OptionsApp } from './OptionsApp.tsx';

render(<OptionsApp />, document.getElementById('app')!);
