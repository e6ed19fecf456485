import { patientIdOf } from '../domain/patients/match';
import { PatientScreen } from '../features/patients/patient-screen';
import { PeopleScreen } from '../features/patients/people-screen';
import type { PersonView } from '../usecases/views';
import { usePress } from './around-press';
import type { Opened } from './opened';
import { backFromPatient, registers, type Place } from './places';

type Props = Pick<Opened, 'engine' | 'status' | 'facts'> & {
  readonly place: Extract<Place, { kind: 'patients' }>;
  readonly person: PersonView;
  readonly onPlace: (place: Place) => void;
};

/** Everybody, or the page of one of them, with paper. */
export const PatientsPlace = ({ place, engine, status, facts, person, onPlace }: Props) => {
  const press = usePress();
  if (!place.of) {
    const { text = '', last } = place;
    return (
      <PeopleScreen
        engine={engine}
        text={text}
        last={last}
        onOpen={(chosen, typed) => onPlace({ kind: 'patients', of: chosen, text: typed })}
        onBack={() => onPlace({ kind: 'today' })}
      />
    );
  }
  const { of } = place;
  return (
    <PatientScreen
      key={patientIdOf(of) ?? JSON.stringify(of)}
      of={of}
      row={place.row}
      engine={engine}
      person={person}
      site={status.site}
      clock={status.clock}
      training={facts.profile.kind === 'training'}
      press={press}
      onScript={(key) =>
        onPlace({ kind: 'prescription', key, from: 'patients', page: { ...place, row: key } })
      }
      onEntry={(id) => onPlace(registers({ kind: 'supply', id }, place))}
      onSupply={(key) => onPlace(registers({ kind: 'new-supply', ...(key ? { key } : {}) }, place))}
      backTo={place.over ? 'the script' : 'patients'}
      onBack={() => onPlace(backFromPatient(place))}
    />
  );
};
