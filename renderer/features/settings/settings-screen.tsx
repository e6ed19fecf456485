import type { ProfileInfo, SiteInfo } from '../../../electron/contract/channels';
import type { ReactNode } from 'react';
import { siteIsSet } from '../../domain/settings/model';
import { Button, Contents, Said, useKeys, type LedTo } from '../../ui';
import { BackUpPanel, type BackUpActions } from './back-up-panel';
import { SecondCopyPanel, type CopyActions } from './second-copy-panel';
import type { EngineClient } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { LockPanel, type LockActions } from './lock-panel';
import { PacksPanel, type PackFiles } from './packs-panel';
import { PrintersPanel, type PrinterActions } from './printers-panel';
import { TrainingPanel, type TrainingActions } from './training-panel';
import { UrgentPanel } from './urgent-panel';

type Props = {
  readonly profile: ProfileInfo;
  readonly site: SiteInfo;
  readonly brokerName: string;
  readonly notices: readonly string[];
  readonly training: TrainingActions | undefined;
  /** Undefined in a training profile, whose key lies beside it. */
  readonly locks: LockActions | undefined;
  readonly backUp: BackUpActions;
  readonly secondCopy: CopyActions;
  readonly printers: PrinterActions;
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly person: PersonView;
  readonly packFiles: PackFiles;
  readonly scannerKnown: boolean;
  readonly ledTo: LedTo | undefined;
  readonly onScanner: () => void;
  /** Who we are: people, pharmacy, connection. */
  readonly children: ReactNode;
};

const kinds = {
  training:
    'Training: invented patients, on the training Spine. Its key lies beside it; nothing real belongs here.',
  live: 'Live: encrypted, on a broker.',
  companion: 'Companion: beside another system, without a broker.',
} as const;

const ScannerPanel = ({ scannerKnown, onScanner }: Pick<Props, 'scannerKnown' | 'onScanner'>) => {
  useKeys({ b: onScanner });
  return (
    <section className="hf-panel">
      <h2>Barcodes</h2>
      <p>
        {scannerKnown
          ? 'The scanner of this computer has been set up.'
          : 'Nothing has been learned of this computer’s scanner yet; most work without.'}{' '}
        The page shows what it sends, and sets the sounds.
      </p>
      <div className="hf-actions">
        <Button onPress={onScanner} hint="B">
          Scanner
        </Button>
      </div>
    </section>
  );
};

const pharmacyWords = (site: SiteInfo): string =>
  siteIsSet(site)
    ? `${site.name} (${site.ods}), ${site.addressLines.join(', ')}, ${site.postcode}, ${site.phone}`
    : 'Not named yet';

const ProfilePanel = ({ profile, site, brokerName }: Pick<Props, 'profile' | 'site' | 'brokerName'>) => (
  <section className="hf-panel">
    <h2>This profile</h2>
    <dl className="nhsuk-summary-list">
      {(
        [
          ['Kind', kinds[profile.kind]],
          ['Pharmacy', pharmacyWords(site)],
          ...(profile.kind === 'training' ? ([['Broker', brokerName]] as const) : []),
          ['Data lives in', profile.folder],
          ['This computer', profile.terminal],
          ['Holdfast', profile.appVersion],
          [
            'Electron',
            profile.runtime.older
              ? `${profile.runtime.version}, older than the version Holdfast is made for`
              : profile.runtime.version,
          ],
        ] as const
      ).map(([name, value]) => (
        <div className="nhsuk-summary-list__row" key={name}>
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);

/** What this computer runs, where its data lives, and the training Spine's levers. */
export const SettingsScreen = ({
  profile,
  site,
  brokerName,
  notices,
  training,
  locks,
  backUp,
  secondCopy,
  printers,
  children,
  scannerKnown,
  ledTo,
  onScanner,
  ...packs
}: Props) => (
  <>
    <h1>Settings</h1>
    <Contents hint="J" to={ledTo} />
    {notices.map((notice) => (
      <Said key={notice} look="info">
        {notice}
      </Said>
    ))}
    <ScannerPanel scannerKnown={scannerKnown} onScanner={onScanner} />
    <PrintersPanel actions={printers} companion={profile.kind === 'companion'} />
    {training ? <TrainingPanel actions={training} /> : null}
    {children}
    {profile.kind === 'companion' ? null : (
      <UrgentPanel engine={packs.engine} reads={packs.reads} person={packs.person} />
    )}
    {locks ? <LockPanel engine={packs.engine} reads={packs.reads} locks={locks} /> : null}
    <SecondCopyPanel engine={packs.engine} actions={secondCopy} />
    <BackUpPanel actions={backUp} profile={profile} />
    {siteIsSet(site) ? (
      <PacksPanel engine={packs.engine} reads={packs.reads} files={packs.packFiles} />
    ) : null}
    <ProfilePanel profile={profile} site={site} brokerName={brokerName} />
  </>
);
