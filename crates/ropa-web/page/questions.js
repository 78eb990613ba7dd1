// Open questions, answered one by one.

async function questionsView(into) {
  const { bytes } = await working({ ask: "document", what: "questions", format: "json" });
  const { activities: asked } = JSON.parse(new TextDecoder().decode(bytes));
  into.append(el("p", {}, t("questions.how")));
  into.append(el("p", {}, asked.length ? t("questions.left", { count: asked.length }) : t("questions.none")));
  asked.slice(0, AT_ONCE).forEach((one) => into.append(askedOf(one)));
}

function askedOf(one) {
  return el("article", { className: "card" },
    el("h3", {}, handled(one.key, one.name)),
    one.unit ? el("p", { className: "note" }, one.unit) : null,
    one.enough_yes ? el("p", {}, t("questions.enough", { count: one.enough_yes })) : null,
    one.questions.map((question) => oneQuestion(one, question)));
}

function oneQuestion(activity, question) {
  const reason = el("input", { size: 50 });
  const answer = (yes) => () => {
    if (yes === false && !reason.value.trim()) {
      tell(t("questions.reason_missing"));
      reason.focus();
      return;
    }
    signed((by) => act(async () => {
      await record({ ask: "answer", activity: activity.key, fact: question.fact, yes, reason: reason.value, by });
      refresh("questions");
    }));
  };
  const choice = (key, yes) => button(t("questions." + key), answer(yes), {
    "aria-label": t("questions.answer_of", { answer: t("questions." + key), question: question.question }),
  });
  return el("fieldset", {},
    el("legend", {}, `${question.fact}. ${question.question}`),
    question.because ? el("p", { className: "note" }, t("questions.because", { because: question.because })) : null,
    el("div", { className: "row" }, el("label", {}, t("questions.reason"), reason)),
    el("p", {}, choice("yes", true), choice("no", false), choice("unknown", null)));
}
