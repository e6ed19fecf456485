import { questionText } from '../../domain/unscripted/asked';
import type { Answers, SupplyQuestion } from '../../domain/unscripted/model';
import { Choices } from '../../ui';

const yesOrNo = [
  { code: 'yes', display: 'Yes' },
  { code: 'no', display: 'No' },
] as const;

type Props = {
  readonly asked: readonly SupplyQuestion[];
  readonly answers: Answers;
  readonly onAnswers: (answers: Answers) => void;
};

/** [USC-19] What the law makes an emergency supply depend on, one by one; nothing is answered beforehand. */
export const AskedField = ({ asked, answers, onAnswers }: Props) =>
  asked.length === 0 ? null : (
    <div className="hf-asked">
      {asked.map((question) => (
        <Choices
          key={question}
          legend={questionText(question)}
          choices={yesOrNo}
          chosen={answers[question] ?? ''}
          onChoose={(code) => onAnswers({ ...answers, [question]: code === 'yes' ? 'yes' : 'no' })}
        />
      ))}
    </div>
  );
