#include "ui/pages/requests/request_detail_view.h"

#include <algorithm>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/pages/requests/attempt_timeline.h"
#include "ui/pages/requests/receipt_chips.h"
#include "ui/pages/requests/route_mark.h"
#include "ui/text/failure_words.h"
#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/copy_button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/quote_box.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kPadding = 24;

Label *line(TextRole role, Tone tone, const QString &text, QWidget *parent)
{
    auto *label = new Label(role, tone, parent);
    label->setElided(true);
    label->setText(text.isEmpty() ? u"–"_s : text);
    return label;
}

/// A name on the left, its figure on the right.
void addFigure(QGridLayout &grid, const QString &name, std::int64_t count, QWidget *parent)
{
    const int row = grid.rowCount();
    grid.addWidget(line(TextRole::Body, Tone::Quiet, name, parent), row, 0);
    auto *figure = line(TextRole::Body, Tone::Plain, countText(count), parent);
    figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    grid.addWidget(figure, row, 1);
}

QString routeSentence(const RequestDetail &detail)
{
    const bool answered = !detail.attempts.empty() && detail.attempts.back().failure.isEmpty();
    const int failed = static_cast<int>(detail.attempts.size()) - (answered ? 1 : 0);
    if (detail.attempts.empty())
        return RequestDetailView::tr("No provider was asked: the call was turned away before.");
    if (!answered)
        return RequestDetailView::tr("%n attempt(s), and none of them gave a whole answer.", nullptr, failed);
    if (failed == 0)
        return RequestDetailView::tr("The first target answered.");
    return RequestDetailView::tr("%n attempt(s) failed, so the next target took over and answered.", nullptr, failed);
}

struct CandidateWords {
    QString name;
    QString result;
    RouteMark::Kind mark = RouteMark::Kind::Untried;
};

CandidateWords wordsOf(const CandidateDetail &candidate, const RequestDetail &detail)
{
    CandidateWords words{candidate.providerId, RequestDetailView::tr("not needed")};
    for (const AttemptDetail &attempt : detail.attempts) {
        if (attempt.providerId == candidate.providerId)
            words.name = attempt.provider;
        if (attempt.providerId != candidate.providerId || attempt.model != candidate.model)
            continue;
        const bool good = attempt.failure.isEmpty();
        words.result = good ? RequestDetailView::tr("answered") : failureWords(attempt.failure);
        words.mark = good ? RouteMark::Kind::Good : RouteMark::Kind::Failed;
    }
    return words;
}

QString confidenceWord(model::Confidence confidence)
{
    switch (confidence) {
    case model::Confidence::Measured:
        return RequestDetailView::tr("measured");
    case model::Confidence::Estimated:
        return RequestDetailView::tr("estimated");
    case model::Confidence::Unpriced:
        break;
    }
    return RequestDetailView::tr("unpriced");
}

Tone confidenceTone(model::Confidence confidence)
{
    if (confidence == model::Confidence::Measured)
        return Tone::Ok;
    return confidence == model::Confidence::Estimated ? Tone::Warn : Tone::Quiet;
}

} // namespace

RequestDetailView::RequestDetailView(const RequestDetail &detail, QWidget *parent, unsigned sections)
    : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    const auto wants = [sections](Section section) { return (sections & section) != 0; };
    if (wants(Facts))
        addFacts(detail);
    if (wants(Timeline) && !detail.attempts.empty())
        addTimeline(detail);
    if (wants(Translation))
        addTranslation(detail);
    if (wants(Errors))
        addErrors(detail);
    if (wants(Route))
        addRoute(detail);
    if (wants(Usage))
        addUsage(detail);
    if (wants(Cost))
        addCost(detail);
    m_column->addStretch(1);
}

QVBoxLayout *RequestDetailView::addSection(const QString &title, const QString &note, QWidget *button)
{
    auto *section = new QWidget(this);
    auto *column = new QVBoxLayout(section);
    column->setContentsMargins(kPadding, 18, kPadding, 18);
    column->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    auto *words = new Label(TextRole::CardTitle, Tone::Plain, section);
    words->setText(title);
    head->addWidget(words);
    if (button && note.isEmpty())
        head->addStretch();
    if (button)
        head->addWidget(button);
    if (!note.isEmpty()) {
        head->addStretch();
        auto *right = new Label(TextRole::Body, Tone::Quiet, section);
        right->setText(note);
        head->addWidget(right);
    }
    column->addLayout(head);
    m_column->addWidget(section);
    m_sections += section;
    return column;
}

void RequestDetailView::addFacts(const RequestDetail &detail)
{
    auto *facts = new QWidget(this);
    auto *grid = new QGridLayout(facts);
    grid->setContentsMargins(kPadding, 4, kPadding, 18);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    int count = 0;
    const auto add = [&](const QString &name, const QString &value) {
        const int row = count / 2 * 2;
        auto *label = new Label(TextRole::Caption, Tone::Quiet, facts);
        label->setText(name);
        label->setContentsMargins(0, count >= 2 ? 10 : 0, 0, 2);
        grid->addWidget(label, row, count % 2);
        grid->addWidget(line(TextRole::Emphasis, Tone::Plain, value, facts), row + 1, count % 2);
        ++count;
    };
    add(tr("Asked"), detail.row.asked);
    add(tr("Served"), detail.row.served);
    add(tr("Billed as"), detail.row.billed);
    add(tr("Provider"), detail.row.provider);
    add(tr("Key"), detail.row.key);
    add(tr("Endpoint"), detail.stream ? tr("%1, streamed").arg(detail.endpoint) : detail.endpoint);
    if (!detail.row.application.isEmpty())
        add(tr("Application"), detail.row.application);
    if (!detail.row.errorCode.isEmpty())
        add(tr("Error"), detail.row.errorCode);
    m_column->addWidget(facts);
}

void RequestDetailView::addTimeline(const RequestDetail &detail)
{
    const int attempts = static_cast<int>(detail.attempts.size());
    auto *column = addSection(tr("Time line"),
                              tr("%1, %n attempt(s)", nullptr, attempts).arg(durationText(detail.row.durationMicros)));
    auto *timeline = new AttemptTimeline(this);
    timeline->setObjectName(u"attemptTimeline"_s);
    timeline->setCall(detail);
    column->addWidget(timeline);
}

void RequestDetailView::addTranslation(const RequestDetail &detail)
{
    QVBoxLayout *column = nullptr;
    for (std::size_t i = 0; i < detail.attempts.size(); ++i) {
        const AttemptDetail &attempt = detail.attempts[i];
        if (attempt.dialect.isEmpty())
            continue;
        if (!column)
            column = addSection(tr("Translated"));
        const QString who = tr("Attempt %1, for the dialect %2").arg(i + 1).arg(attempt.dialect);
        column->addWidget(line(TextRole::Caption, Tone::Quiet, who, this));
        if (attempt.params.isEmpty())
            column->addWidget(line(TextRole::Body, Tone::Plain, tr("All parameters were kept."), this));
        else
            column->addWidget(new ReceiptChips(attempt.params, this));
    }
}

void RequestDetailView::addErrors(const RequestDetail &detail)
{
    QVBoxLayout *column = nullptr;
    for (std::size_t i = 0; i < detail.attempts.size(); ++i) {
        const AttemptDetail &attempt = detail.attempts[i];
        if (attempt.error.isEmpty())
            continue;
        if (!column)
            column = addSection(tr("What providers said"));
        const QString who = tr("Attempt %1, %2").arg(i + 1).arg(attempt.provider);
        column->addWidget(line(TextRole::Caption, Tone::Quiet, who, this));
        column->addWidget(new QuoteBox(attempt.error, who, this));
    }
}

void RequestDetailView::addRoute(const RequestDetail &detail)
{
    CopyButton *copy = nullptr;
    if (!detail.decision.isEmpty()) {
        copy = new CopyButton(CopyButton::Label::IconOnly, tr("Copy the decision as JSON"), this);
        copy->setButtonSize(Button::Size::Card);
        copy->setCopyText(detail.decision);
    }
    auto *column = addSection(tr("Route"), detail.plan ? tr("Plan %1").arg(*detail.plan) : QString(), copy);
    auto *sentence = new Label(TextRole::Body, Tone::Plain, this);
    sentence->setObjectName(u"routeSentence"_s);
    sentence->setWordWrap(true);
    sentence->setText(routeSentence(detail));
    column->addWidget(sentence);
    for (const CandidateDetail &candidate : detail.candidates) {
        const CandidateWords words = wordsOf(candidate, detail);
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(new RouteMark(words.mark, this));
        row->addWidget(line(TextRole::Body, Tone::Plain, u"%1 · %2"_s.arg(words.name, candidate.model), this), 3);
        auto *result = line(TextRole::Body, Tone::Quiet, words.result, this);
        result->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row->addWidget(result, 2);
        column->addLayout(row);
    }
}

void RequestDetailView::addUsage(const RequestDetail &detail)
{
    auto *column = addSection(tr("Tokens"));
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    addFigure(*grid, tr("In"), detail.row.inputTokens, this);
    addFigure(*grid, tr("of these read from cache"), detail.row.cacheReadTokens, this);
    if (detail.cacheWriteTokens > 0)
        addFigure(*grid, tr("of these written to cache"), detail.cacheWriteTokens, this);
    addFigure(*grid, tr("Out"), detail.row.outputTokens, this);
    if (detail.row.reasoningTokens > 0)
        addFigure(*grid, tr("of these for reasoning"), detail.row.reasoningTokens, this);
    column->addLayout(grid);
}

void RequestDetailView::addCost(const RequestDetail &detail)
{
    const RequestRow &row = detail.row;
    auto *badge = new Badge(confidenceWord(row.confidence), confidenceTone(row.confidence), this);
    badge->setObjectName(u"costConfidence"_s);
    const bool known = row.confidence != model::Confidence::Unpriced;
    auto *column = addSection(tr("Cost"), known ? exactMoneyText(row.cost, row.currency) : u"–"_s, badge);
    auto *words = new Label(TextRole::Body, Tone::Quiet, this);
    words->setWordWrap(true);
    if (row.confidence == model::Confidence::Measured)
        words->setText(tr("Reckoned from the provider's own count of tokens."));
    else if (row.confidence == model::Confidence::Estimated)
        words->setText(tr("The tokens are our own count, so the cost is an estimate."));
    else
        words->setText(tr("No price is known for this model, so the cost is not known either."));
    column->addWidget(words);
}

void RequestDetailView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (const QWidget *section : m_sections)
        painter.fillRect(QRect(0, section->y(), width(), 1), color(Token::RowLine, palette()));
}

} // namespace ui
