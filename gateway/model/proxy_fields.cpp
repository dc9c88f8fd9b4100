#include <algorithm>
#include <array>

#include "base/word_table.h"
#include "model/field_access.h"
#include "model/proxy.h"

namespace model {
namespace {

using base::WordRow;
using enum FieldKind;
using enum FieldUse;

constexpr WordRow<ProxyKind> kKinds[] = {
    {ProxyKind::Http, "http"}, {ProxyKind::Https, "https"}, {ProxyKind::Socks5, "socks5h"}};
constexpr std::string_view kKindWords = "http https socks5h";
constexpr WordRow<ProxyMood> kMoods[] = {{ProxyMood::Unknown, "unknown"},   {ProxyMood::Up, "up"},
                                         {ProxyMood::Slow, "slow"},         {ProxyMood::Down, "down"},
                                         {ProxyMood::Draining, "draining"}, {ProxyMood::Off, "off"}};

base::Json readKind(const Proxy &from)
{
    return toWord(from.kind);
}

base::Result<> writeKind(Proxy &to, const base::Json &value)
{
    const auto kind = value.is_string() ? proxyKindFrom(value.get_ref<const std::string &>()) : std::nullopt;
    if (!kind)
        return wrongKind("must be http, https or socks5h");
    to.kind = *kind;
    return {};
}

constexpr std::array kProxyFields{
    Field<Proxy>{"id", Text, ReadOnly, readMember<&Proxy::id>, refuseWrite, "Given by Switchyard."},
    Field<Proxy>{"name", Text, Editable, readMember<&Proxy::name>, writeMember<&Proxy::name>, "Unique.", true},
    Field<Proxy>{"kind", Text, Editable, readKind, writeKind,
                 "How it is spoken to. Names of providers are looked up at the proxy with each of them.", false,
                 kKindWords},
    Field<Proxy>{"host", Text, Editable, readMember<&Proxy::host>, writeMember<&Proxy::host>,
                 "Its name or address, without scheme and port.", true},
    Field<Proxy>{"port", Integer, Editable, readMember<&Proxy::port>, writeMember<&Proxy::port>, "1 to 65535.", true},
    Field<Proxy>{"user", Text, Editable, readMember<&Proxy::user>, writeMember<&Proxy::user>,
                 "The name it is signed in to with; empty for none."},
    Field<Proxy>{"secret", Text, Editable, readMember<&Proxy::secret>, writeMember<&Proxy::secret>,
                 "Where its password is: env:NAME, file:PATH, or the password itself, which then goes into the system "
                 "keychain."},
    Field<Proxy>{"secret_state", Text, ReadOnly, readMember<&Proxy::secretState>, refuseWrite,
                 "`ok`, or what is the matter with the password.", false, "ok missing locked unreadable not_loaded"},
    Field<Proxy>{"secret_message", Text, ReadOnly, readMember<&Proxy::secretMessage>, refuseWrite,
                 "The way out of it; empty when it is ok."},
    Field<Proxy>{"weight", Integer, Editable, readMember<&Proxy::weight>, writeMember<&Proxy::weight>,
                 "Its share of the keys and calls, 1 to 1000."},
    Field<Proxy>{"enabled", Truth, Editable, readMember<&Proxy::enabled>, writeMember<&Proxy::enabled>,
                 "Whether new calls go through it. Those under way finish in any case."},
    Field<Proxy>{"created_at", Time, ReadOnly, readTime<&Proxy::createdMs>, refuseWrite, "When it was added."},
    Field<Proxy>{"version", Integer, ReadOnly, readMember<&Proxy::version>, refuseWrite, "Grows with every change."},
};

} // namespace

std::string_view toWord(ProxyKind kind)
{
    return base::wordOf(kKinds, kind);
}

std::optional<ProxyKind> proxyKindFrom(std::string_view word)
{
    return base::valueOf(kKinds, word);
}

std::string_view toWord(ProxyMood mood)
{
    return base::wordOf(kMoods, mood);
}

template <>
std::span<const Field<Proxy>> fieldsOf<Proxy>()
{
    return kProxyFields;
}

bool usesPool(const Provider &provider)
{
    return std::ranges::any_of(provider.options, [](const auto &option) {
        return option.first == kOutboundOption && option.second == kThroughPool;
    });
}

void setUsesPool(Provider &provider, bool through)
{
    std::erase_if(provider.options, [](const auto &option) { return option.first == kOutboundOption; });
    if (through)
        provider.options.emplace_back(kOutboundOption, kThroughPool);
}

std::vector<std::pair<std::string, std::string>> typeOptions(const Provider &provider)
{
    auto out = provider.options;
    std::erase_if(out, [](const auto &option) { return option.first == kOutboundOption; });
    return out;
}

} // namespace model
