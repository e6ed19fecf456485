import { dig, items, resourcesOf, str } from '../../electron/training/json';
import type { Script } from '../../electron/training/model';
import type { Patient } from '../../renderer/domain/prescriptions/model';
import type { WantedItem } from '../../renderer/domain/reissue/model';

/** The patient as a practice names them on the telephone: what is not said is empty. */
export const personOf = ({ bundle, nhsNumber }: Script): Patient => {
  const patient = resourcesOf(bundle, 'Patient')[0];
  return {
    nhsNumber,
    family: str(patient, 'name', 0, 'family'),
    given: String(dig(patient, 'name', 0, 'given', 0)),
    title: '',
    birthDate: str(patient, 'birthDate'),
    gender: '',
    addressLines: [],
    postcode: '',
    phone: '',
  };
};

/** The items as the practice reads them out. */
export const wantedItemsOf = ({ bundle }: Script): readonly WantedItem[] =>
  resourcesOf(bundle, 'MedicationRequest').map((request) => {
    const [coding] = items(request, 'medicationCodeableConcept', 'coding');
    return { code: str(coding, 'code'), display: str(coding, 'display') };
  });
