#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/call_record.h"

/// Who takes part in the demonstration, as tables: one more is one line more.
namespace demo {

/// A model and how its providers serve it.
struct ModelPart {
    std::string_view name;
    double firstTokenMs = 0;    ///< Median.
    double tokensPerSecond = 0; ///< Median.
    double reasoning = 0;       ///< Share of the output.
};
std::span<const ModelPart> models();
const ModelPart &modelNamed(std::string_view name);

struct ProviderPart {
    std::string_view name;
    std::string_view type;
    std::int64_t priority = 0;
    std::vector<std::string_view> keys{};
    std::vector<std::string_view> models{};
    std::string_view pace{}; ///< Of the sandbox that answers for it.
};
std::span<const ProviderPart> providers();

/// When somebody calls.
enum class Shift : std::uint8_t { Office, Always, Night };

/// A client and what it asks for.
struct ClientPart {
    std::string_view name;
    double share = 0; ///< Of all calls, while it is in use.
    Shift shift = Shift::Office;
    std::vector<std::string_view> models{}; ///< The first is asked most.
    double input = 0;                       ///< Median tokens.
    double cached = 0;                      ///< Share of the input that the provider had already.
    double output = 0;                      ///< Median tokens.
    double streams = 0;                     ///< Share of the calls.
    int sinceDays = 400;                    ///< First used that many days ago.
    int untilDays = 0;                      ///< Last used that many days ago.
    int expiresDays = 0;                    ///< Days from now, past when negative; 0 = never.
    int revokedDays = 0;                    ///< Days ago; 0 = not.
    std::string_view application{};         ///< On this computer; empty when it is elsewhere.
};
std::span<const ClientPart> clients();

/// A time in which a provider is not well.
struct Incident {
    std::string_view provider;
    double agoHours = 0; ///< When it began.
    double hours = 0;
    double share = 0; ///< Of the attempts that fail.
    model::FailureClass failure = model::FailureClass::ServerError;
    int status = 0;
    std::string_view words{};
};
std::span<const Incident> incidents();

} // namespace demo
