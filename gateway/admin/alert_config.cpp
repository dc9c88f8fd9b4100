#include "admin/alert_handlers.h"

#include <algorithm>

#include "admin/backstage.h"
#include "admin/collection.h"
#include "admin/entered_key.h"
#include "admin/operation_schemas.h"
#include "base/id.h"
#include "jobs/alerts/sender.h"
#include "storage/alert_notices.h"
#include "storage/alert_settings.h"

namespace admin {
namespace {

using base::Json;
using model::AlertChannel;
using model::AlertSettings;

constexpr double kMicrosPerMilli = 1000;
constexpr std::int64_t kNanosPerMicro = 1000;

auto wrongAt(std::size_t at, std::string_view field, const std::string &detail)
{
    return base::fail(base::ErrorCode::Unprocessable, detail,
                      "channels[" + std::to_string(at) + "]." + std::string(field));
}

/// With how each channel does.
base::Result<Json> shown(storage::Database &db, const AlertSettings &settings)
{
    const auto lines = storage::channelLines(db);
    if (!lines)
        return base::fail(lines.error());
    Json out = model::toJson(settings);
    for (Json &channel : out["channels"]) {
        const auto line = std::ranges::find(*lines, base::textOr(channel["id"]), &storage::ChannelLine::channelId);
        const bool waits = line != lines->end();
        channel["waiting"] = waits ? line->waiting : 0;
        channel["problem"] = waits && !line->problem.empty() ? Json(line->problem) : Json(nullptr);
    }
    return out;
}

/// The password that was meant for one server is not shown to another.
bool wouldMove(const AlertChannel &channel, const AlertChannel &before)
{
    return channel.kind == model::ChannelKind::Email && !channel.secret.empty() && channel.secret == before.secret
           && (channel.host != before.host || channel.port != before.port || channel.pin != before.pin);
}

base::Result<> check(const Context &context, std::size_t at, const AlertChannel &channel, const AlertChannel &before)
{
    if (auto known = secrets::SecretStore::check(channel.secret); !known)
        return wrongAt(at, "secret", "the secret " + known.error().detail);
    if (auto own = checkReference(context.request, channel.secret, before.secret); !own)
        return wrongAt(at, "secret", own.error().detail);
    if (wouldMove(channel, before))
        return wrongAt(at, "secret", "give the password again: it would be shown to another server");
    if (auto fine = jobs::checkChannel(channel); !fine)
        return wrongAt(at, fine.error().param, fine.error().detail);
    return {};
}

base::Result<> settleChannels(const Context &context, AlertSettings &settings, const AlertSettings &before)
{
    for (std::size_t i = 0; i < settings.channels.size(); ++i) {
        AlertChannel &channel = settings.channels[i];
        const AlertChannel *known = channel.id.empty() ? nullptr : before.channel(channel.id);
        if (auto fine = check(context, i, channel, known == nullptr ? AlertChannel{} : *known); !fine)
            return fine;
        if (channel.id.empty())
            channel.id = base::makeId("chan_", context.gateway.clock.wallMillis());
    }
    return {};
}

} // namespace

Outcome getAlertConfig(const Context &context)
{
    const auto settings = storage::loadAlertSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    return shown(context.db, *settings);
}

Outcome updateAlertConfig(const Context &context)
{
    auto settings = storage::loadAlertSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const AlertSettings before = *settings;
    if (auto current = checkVersion(context, settings->version); !current)
        return base::fail(current.error());
    if (auto taken = model::applyJson(*settings, context.request.body, model::Input::Update); !taken)
        return base::fail(taken.error());
    if (auto fine = settleChannels(context, *settings, before); !fine)
        return base::fail(fine.error());
    const auto saved = storage::saveAlertSettings(context.db, std::move(*settings));
    if (!saved)
        return base::fail(saved.error());
    return shown(context.db, *saved);
}

Outcome testAlertChannel(const Context &context)
{
    const auto settings = storage::loadAlertSettings(context.db);
    if (!settings)
        return base::fail(settings.error());
    const AlertChannel *channel = settings->channel(base::textOr(base::at(context.request.body, "channel")));
    if (channel == nullptr)
        return base::fail(base::ErrorCode::Unprocessable, "there is no such channel", "channel");
    const base::Clock &clock = context.gateway.clock;
    const jobs::Message message{.id = base::makeId("ntc_", clock.wallMillis()), .event = "test"};
    const std::int64_t begun = clock.steadyNanos();
    const auto how = jobs::sendMessage(*channel, context.gateway.secrets, message, clock, context.gateway.ending);
    const auto micros = static_cast<double>((clock.steadyNanos() - begun) / kNanosPerMicro);
    return Json{{"ok", how.has_value()},
                {"message", how ? "the message was taken" : how.error().detail},
                {"duration_ms", micros / kMicrosPerMilli}};
}

namespace schema {

namespace {

Json withItems(Json out, bool taken)
{
    Json channel = taken ? model::schemaOf<AlertChannel>(model::Input::Create) : model::schemaOf<AlertChannel>();
    Json rule = taken ? updated<model::AlertRule>() : model::schemaOf<model::AlertRule>();
    for (Json *item : {&channel, &rule}) { // what was shown may come back as it was
        item->erase("additionalProperties");
        item->erase("required");
        (*item)["properties"].erase("if_version");
    }
    channel["properties"]["id"] = {{"type", "string"}, {"description", "Of one that is there; none: a new one."}};
    if (!taken) {
        channel["properties"]["waiting"] = {{"type", "integer"}, {"description", "Messages that are not sent yet."}};
        channel["properties"]["problem"] = {{"type", {"string", "null"}}, {"description", "Why the oldest waits."}};
    }
    out["properties"]["channels"]["items"] = std::move(channel);
    out["properties"]["rules"]["items"] = std::move(rule);
    return out;
}

} // namespace

Json alertConfigShown()
{
    return withItems(shown<AlertSettings>(), false);
}

Json alertConfigUpdated()
{
    return withItems(updated<AlertSettings>(), true);
}

Json alertTestBody()
{
    return {{"type", "object"},
            {"properties", {{"channel", {{"type", "string"}, {"description", "Its id."}}}}},
            {"required", {"channel"}}};
}

Json alertTestAnswer()
{
    return {{"type", "object"},
            {"properties",
             {{"ok", {{"type", "boolean"}}},
              {"message", {{"type", "string"}, {"description", "What came of it."}}},
              {"duration_ms", {{"type", "number"}}}}}};
}

} // namespace schema
} // namespace admin
