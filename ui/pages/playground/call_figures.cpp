#include "ui/pages/playground/call_figures.h"

#include <algorithm>
#include <cmath>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/text/money.h"
#include "ui/text/numbers.h"
#include "ui/widgets/label.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::int64_t kSecond = 1'000'000;

struct Tokens {
    std::optional<std::int64_t> in{};
    std::optional<std::int64_t> out{};
    bool counted = true; ///< By the provider or the log, and not by the pieces that came.
};

Tokens tokensOf(const TryState &state)
{
    if (state.detail)
        return {state.detail->row.inputTokens, state.detail->row.outputTokens};
    if (state.usage && state.usage->output > 0)
        return {state.usage->input, state.usage->output};
    if (state.pieces > 0)
        return {std::nullopt, state.pieces, false};
    return {};
}

/// How long the text took, from its first piece to its last.
std::int64_t textMicros(const TryState &state)
{
    if (!state.detail || state.detail->attempts.empty())
        return state.totalMicros - state.firstMicros.value_or(state.totalMicros);
    const AttemptDetail &last = state.detail->attempts.back();
    return last.durationMicros - last.firstTokenMicros.value_or(last.durationMicros);
}

QString rateText(const TryState &state, const Tokens &tokens)
{
    const std::int64_t time = textMicros(state);
    if (!tokens.out || *tokens.out < 2 || time < kSecond / 20) // a whole answer comes at once
        return u"–"_s;
    const double rate = static_cast<double>(*tokens.out) * kSecond / static_cast<double>(time);
    return CallFigures::tr("%1 a second").arg(countText(std::llround(rate)));
}

} // namespace

CallFigures::CallFigures(QWidget *parent) : QWidget(parent)
{
    const std::array<QString, Count> names{tr("Tokens in"), tr("Tokens out"), tr("Rate"), tr("Cost")};
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(16);
    for (std::size_t i = 0; i < Count; ++i) {
        auto *name = new Label(TextRole::Caption, Tone::Quiet, this);
        name->setText(names[i]);
        m_values[i] = new Label(TextRole::CardTitle, Tone::Plain, this);
        m_values[i]->setElided(true);
        m_values[i]->setText(u"–"_s);
        m_values[i]->setAccessibleDescription(names[i]);
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        column->addWidget(name);
        column->addWidget(m_values[i]);
        row->addLayout(column, 1);
    }
    m_values[Out]->setObjectName(u"tokensOut"_s);
    m_values[Cost]->setObjectName(u"callCost"_s);
}

void CallFigures::showCall(const TryState &state)
{
    const Tokens tokens = tokensOf(state);
    const auto count = [](std::optional<std::int64_t> value) { return value ? countText(*value) : u"–"_s; };
    m_values[In]->setText(count(tokens.in));
    m_values[Out]->setText(tokens.counted ? count(tokens.out) : u"≈ "_s + count(tokens.out));
    m_values[Rate]->setText(rateText(state, tokens));
    m_values[Cost]->setText(
        state.detail ? costText(state.detail->row.cost, state.detail->row.currency, state.detail->row.confidence)
                     : u"–"_s);
}

RequestDetail detailSoFar(const TryState &state)
{
    if (state.detail)
        return *state.detail;
    RequestDetail out;
    const std::int64_t seconds = state.totalMicros / kSecond + 1;
    out.row.durationMicros = state.isRunning() ? seconds * kSecond : state.totalMicros; // so that its scale keeps still
    out.attempts.push_back({.provider = state.model.isEmpty() ? CallFigures::tr("Gateway") : state.model,
                            .status = state.status,
                            .firstTokenMicros = state.firstMicros ? state.firstMicros : state.headMicros,
                            .durationMicros = state.totalMicros,
                            .outputTokens = state.usage ? state.usage->output : 0});
    return out;
}

} // namespace ui
