/** One kind of medicine that cannot wait: by words in its name, or by dm+d codes. */
export type CriticalClass = {
  readonly name: string;
  /** Beginnings of words in a medicine's name. */
  readonly words: readonly string[];
  readonly codes: readonly string[];
};

/** The list as it stands, and who set it. Fold of its events. */
export type TriageList = {
  readonly classes: readonly CriticalClass[];
  readonly changedBy: string;
  /** Journal entry that set it; 0 for the list that Holdfast comes with. */
  readonly seq: number;
};

const of = (name: string, words: string): CriticalClass => ({ name, words: words.split(' '), codes: [] });

/**
 * [TRI-2] Medicines of which a late dose can harm, by class, as the list begins; the pharmacy edits it.
 * Our own choice from what is commonly held to be critical in time; a superintendent signs it off.
 */
export const defaultClasses: readonly CriticalClass[] = [
  of('insulin', 'insulin actrapid humulin novorapid lantus levemir tresiba humalog toujeo abasaglar'),
  of(
    'anti-epileptic',
    'carbamazepine clobazam ethosuximide lacosamide lamotrigine levetiracetam oxcarbazepine perampanel phenobarbital phenytoin primidone topiramate valproate valproic zonisamide brivaracetam',
  ),
  of('anticoagulant', 'apixaban dabigatran dalteparin edoxaban enoxaparin rivaroxaban tinzaparin warfarin'),
  of(
    'Parkinson’s',
    'co-beneldopa co-careldopa levodopa madopar sinemet stalevo entacapone opicapone pramipexole ropinirole rotigotine rasagiline selegiline safinamide apomorphine amantadine',
  ),
  of('steroid', 'hydrocortisone fludrocortisone prednisolone dexamethasone'),
  of('opioid substitution', 'methadone buprenorphine'),
  of('palliative', 'morphine oxycodone diamorphine midazolam levomepromazine hyoscine glycopyrronium'),
  of('transplant', 'tacrolimus ciclosporin mycophenolate azathioprine sirolimus'),
  of(
    'antiviral',
    'abacavir dolutegravir emtricitabine lamivudine tenofovir raltegravir aciclovir oseltamivir',
  ),
  of('mental health', 'clozapine lithium'),
  of('reliever', 'salbutamol terbutaline'),
  of('emergency', 'adrenaline glucagon glyceryl naloxone'),
  of('desmopressin', 'desmopressin'),
];

export const defaultList: TriageList = { classes: defaultClasses, changedBy: '', seq: 0 };
