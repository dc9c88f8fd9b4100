#include "ui/pages/keys/rate_limits.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/text/numbers.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::keys", text);
}

QString shortOr(std::int64_t count)
{
    return count == 0 ? u"–"_s : shortCountText(count);
}

} // namespace

RateLimits parseLimits(const base::Json &limits)
{
    RateLimits out;
    for (const RateLimit &limit : kRateLimits)
        out.*limit.value = base::integerOr(base::at(limits, limit.name));
    return out;
}

base::Json limitsJson(const RateLimits &limits)
{
    base::Json out = base::Json::object();
    for (const RateLimit &limit : kRateLimits)
        out[limit.name] = limits.*limit.value == 0 ? base::Json(nullptr) : base::Json(limits.*limit.value);
    return out;
}

QString limitsShort(const RateLimits &limits)
{
    if (limits.requests == 0 && limits.tokens == 0)
        return limits.calls == 0 ? u"–"_s
                                 : translated(QT_TRANSLATE_NOOP("ui::keys", "%1 at once")).arg(countText(limits.calls));
    return shortOr(limits.requests) + u" / "_s + shortOr(limits.tokens);
}

QString limitsWords(const RateLimits &limits)
{
    QStringList out;
    if (limits.requests != 0)
        out += translated(QT_TRANSLATE_NOOP("ui::keys", "%1 calls/min")).arg(countText(limits.requests));
    if (limits.tokens != 0)
        out += translated(QT_TRANSLATE_NOOP("ui::keys", "%1 tokens/min")).arg(countText(limits.tokens));
    if (limits.calls != 0)
        out += translated(QT_TRANSLATE_NOOP("ui::keys", "%1 at once")).arg(countText(limits.calls));
    return out.isEmpty() ? translated(QT_TRANSLATE_NOOP("ui::keys", "none")) : out.join(u", "_s);
}

} // namespace ui
