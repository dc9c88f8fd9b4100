#include "ui/text/failure_words.h"

#include <algorithm>

#include <QCoreApplication>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

struct FailureWord {
    QLatin1StringView word;
    const char *text;
};
constexpr FailureWord kFailures[] = {
    {"connect"_L1, QT_TRANSLATE_NOOP("ui::requests", "no connection")},
    {"server_error"_L1, QT_TRANSLATE_NOOP("ui::requests", "error at the provider")},
    {"rate_limited"_L1, QT_TRANSLATE_NOOP("ui::requests", "rate limited")},
    {"quota_gone"_L1, QT_TRANSLATE_NOOP("ui::requests", "quota used up")},
    {"bad_key"_L1, QT_TRANSLATE_NOOP("ui::requests", "key not accepted")},
    {"no_such_model"_L1, QT_TRANSLATE_NOOP("ui::requests", "model not known there")},
    {"context_length"_L1, QT_TRANSLATE_NOOP("ui::requests", "too long for the model")},
    {"bad_request"_L1, QT_TRANSLATE_NOOP("ui::requests", "request not accepted")},
    {"bad_answer"_L1, QT_TRANSLATE_NOOP("ui::requests", "unusable answer")},
    {"answer_too_large"_L1, QT_TRANSLATE_NOOP("ui::requests", "answer too large")},
    {"cut"_L1, QT_TRANSLATE_NOOP("ui::requests", "cut off midway")},
    {"stalled"_L1, QT_TRANSLATE_NOOP("ui::requests", "stalled midway")},
    {"cancelled"_L1, QT_TRANSLATE_NOOP("ui::requests", "cancelled by the client")},
    {"stopping"_L1, QT_TRANSLATE_NOOP("ui::requests", "Switchyard was stopping")},
    {"no_key"_L1, QT_TRANSLATE_NOOP("ui::requests", "its key could not be read")},
    {"hedge_lost"_L1, QT_TRANSLATE_NOOP("ui::requests", "another was quicker")},
    {"timeout"_L1, QT_TRANSLATE_NOOP("ui::requests", "no answer in time")},
};

} // namespace

QString failureWords(const QString &failure)
{
    if (failure == "none"_L1)
        return {};
    const auto *hit = std::ranges::find(kFailures, failure, &FailureWord::word);
    return hit == std::end(kFailures) ? failure : QCoreApplication::translate("ui::requests", hit->text);
}

} // namespace ui
