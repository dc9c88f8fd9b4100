#include "ui/text/keychain_words.h"

#include <algorithm>
#include <string_view>

#include <QCoreApplication>

namespace ui {
namespace {

struct Words {
    std::string_view state;
    const char *text;
};

constexpr Words kNotices[] = {
    {"locked", QT_TRANSLATE_NOOP("ui::keychain", "The keychain is locked, so keys in it cannot be read. Unlock it: "
                                                 "Switchyard then goes on by itself.")},
    {"missing", QT_TRANSLATE_NOOP("ui::keychain", "This session has no keychain, so keys in it cannot be read. Start "
                                                  "gnome-keyring, or keep keys in env: or file:.")},
    {"never_created", QT_TRANSLATE_NOOP("ui::keychain", "The keychain has not been created yet. Give it a password, or "
                                                        "keep keys in env: or file:.")},
    {"slow", QT_TRANSLATE_NOOP("ui::keychain", "The keychain does not answer. See whether it waits for a password; "
                                               "Switchyard goes on asking.")},
    {"vanished", QT_TRANSLATE_NOOP("ui::keychain", "The keychain service has ended. Start it again; keys that were "
                                                   "read before go on working.")},
};
constexpr Words kKeyStates[] = {
    {"missing", QT_TRANSLATE_NOOP("ui::keychain", "Key missing")},
    {"locked", QT_TRANSLATE_NOOP("ui::keychain", "Key locked")},
    {"unreadable", QT_TRANSLATE_NOOP("ui::keychain", "Key unreadable")},
    {"not_loaded", QT_TRANSLATE_NOOP("ui::keychain", "Key not read")},
};

template <std::size_t N>
QString wordsFor(const Words (&rows)[N], std::string_view state)
{
    const auto *hit = std::ranges::find(rows, state, &Words::state);
    return hit == std::end(rows) ? QString() : QCoreApplication::translate("ui::keychain", hit->text);
}

} // namespace

QString keychainNotice(const base::Json &status)
{
    const base::Json &keychain = base::at(status, "keychain");
    if (!base::truthOr(base::at(keychain, "needed")))
        return {};
    return keychainTrouble(status);
}

QString keychainTrouble(const base::Json &status)
{
    return wordsFor(kNotices, base::textOr(base::at(base::at(status, "keychain"), "state")));
}

QString keyStateWord(const QString &state)
{
    return wordsFor(kKeyStates, state.toStdString());
}

} // namespace ui
