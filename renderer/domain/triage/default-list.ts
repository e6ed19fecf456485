import type { CriticalClass, UrgentList } from './model';

const kind = (name: string, words: string, schedules?: readonly string[]): CriticalClass => ({
  name,
  words: words.split(', ').filter((word) => word !== ''),
  codes: [],
  ...(schedules ? { schedules } : {}),
});

/**
 * [TRI-5] What Holdfast comes with, until the pharmacy changes it: medicines that do harm within hours or days when
 * they are missing. A beginning to be gone through by a pharmacist, not advice.
 */
export const defaultUrgentList: UrgentList = [
  kind(
    'end of life',
    'levomepromazine, midazolam injection, diamorphine, alfentanil, glycopyrronium injection',
  ),
  kind(
    'insulin',
    'insulin, glucagon, humulin, humalog, novorapid, novomix, fiasp, lyumjev, apidra, lantus, abasaglar, semglee, toujeo, levemir, tresiba, xultophy, insulatard, insuman, hypurin',
  ),
  kind('opioid substitution', 'methadone, buprenorphine, subutex, espranor, physeptone'),
  kind('controlled', '', ['CD1', 'CD2']),
  kind(
    'epilepsy',
    'levetiracetam, valproate, valproic, carbamazepine, lamotrigine, phenytoin, phenobarbital, primidone, topiramate, clobazam, lacosamide, brivaracetam, oxcarbazepine, eslicarbazepine, zonisamide, ethosuximide, perampanel, rufinamide, midazolam oromucosal, buccolam, epistatus, epilim, keppra, tegretol, lamictal, epanutin, vimpat',
  ),
  kind('allergy', 'adrenaline, epipen, jext, emerade'),
  kind(
    'anticoagulant',
    'warfarin, apixaban, rivaroxaban, edoxaban, dabigatran, acenocoumarol, phenindione, enoxaparin, dalteparin, tinzaparin, heparin, eliquis, xarelto, lixiana, pradaxa, clexane, inhixa, fragmin, innohep',
  ),
  kind(
    'transplant',
    'tacrolimus capsules, ciclosporin, mycophenolate, mycophenolic, sirolimus, prograf, advagraf, adoport, neoral, cellcept, myfortic',
  ),
  kind(
    'steroid',
    'prednisolone tablets, hydrocortisone tablets, hydrocortisone capsules, fludrocortisone, dexamethasone tablets, plenadren, alkindi',
  ),
  kind(
    'Parkinson’s',
    'co-careldopa, co-beneldopa, levodopa, ropinirole, rotigotine, pramipexole, apomorphine, opicapone, entacapone, sinemet, madopar, stalevo',
  ),
  kind(
    'lithium or clozapine',
    'lithium, priadel, camcolit, liskonum, clozapine, clozaril, denzapine, zaponex',
  ),
  kind(
    'antibiotic',
    'amoxicillin, co-amoxiclav, flucloxacillin, phenoxymethylpenicillin, pivmecillinam, cefalexin, cefaclor, cefradine, cefuroxime, doxycycline, lymecycline, clarithromycin, erythromycin tablets, erythromycin suspension, azithromycin, ciprofloxacin, levofloxacin, trimethoprim, co-trimoxazole, nitrofurantoin, fosfomycin, metronidazole tablets, metronidazole suspension, clindamycin capsules, linezolid, rifampicin, vancomycin, aciclovir tablets, valaciclovir, oseltamivir',
  ),
  kind(
    'reliever inhaler',
    'salbutamol inhaler, salbutamol nebuliser, ventolin, airomir, terbutaline, bricanyl',
  ),
  kind('emergency contraception', 'ulipristal, ellaone, levonelle'),
];
