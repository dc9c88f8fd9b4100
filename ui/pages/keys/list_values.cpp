#include "ui/pages/keys/list_values.h"

#include <algorithm>
#include <array>
#include <optional>

#include <QCoreApplication>
#include <QRegularExpression>

#include <arpa/inet.h>

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype kLongestName = 128; ///< Unit: bytes.
constexpr qsizetype kLongestTag = 64;   ///< Unit: bytes.
constexpr qsizetype kMostTags = 20;

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::keys", text);
}

bool hasControl(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c < QChar(0x20) || c == QChar(0x7F); });
}

/// Its bytes, 4 or 16 of them. Nothing when the text is no address.
std::optional<QByteArray> bytesOf(const QString &address)
{
    const QByteArray text = address.toLatin1();
    std::array<char, sizeof(in6_addr)> room{};
    if (inet_pton(AF_INET, text.constData(), room.data()) == 1)
        return QByteArray(room.data(), sizeof(in_addr));
    if (inet_pton(AF_INET6, text.constData(), room.data()) == 1)
        return QByteArray(room.data(), sizeof(in6_addr));
    return std::nullopt;
}

/// Whether all bits from `length` on are zero.
bool endsAt(const QByteArray &bytes, int length)
{
    for (int bit = length; bit < bytes.size() * 8; ++bit)
        if ((static_cast<unsigned char>(bytes[bit / 8]) >> (7 - bit % 8) & 1) != 0)
            return false;
    return true;
}

QString networkProblem(const QString &network)
{
    const qsizetype slash = network.indexOf(u'/');
    const auto bytes = bytesOf(slash < 0 ? network : network.left(slash));
    if (!bytes)
        return translated(QT_TRANSLATE_NOOP("ui::keys", "%1 is no address. Write 192.0.2.7, 192.0.2.0/24 or "
                                                        "2001:db8::/32."))
            .arg(network.left(kLongestTag));
    if (slash < 0)
        return {};
    static const QRegularExpression kLength(u"^(0|[1-9]\\d{0,2})$"_s);
    const QString length = network.mid(slash + 1);
    const qsizetype most = bytes->size() * 8;
    if (!kLength.match(length).hasMatch() || length.toInt() > most)
        return translated(QT_TRANSLATE_NOOP("ui::keys", "%1 needs a number from 0 to %2 after the slash."))
            .arg(network.left(kLongestTag))
            .arg(most);
    if (!endsAt(*bytes, length.toInt()))
        return translated(QT_TRANSLATE_NOOP("ui::keys", "%1 is an address inside a network. Write the first address "
                                                        "of the network, or the address without the slash."))
            .arg(network.left(kLongestTag));
    return {};
}

} // namespace

QStringList wordsIn(const QString &line)
{
    QStringList out;
    for (const QString &word : line.split(u',', Qt::SkipEmptyParts))
        if (const QString trimmed = word.trimmed(); !trimmed.isEmpty())
            out += trimmed;
    return out;
}

base::Json namesJson(const QStringList &names)
{
    base::Json out = base::Json::array();
    for (const QString &name : names)
        out.push_back(name.toStdString());
    return out;
}

QStringList namesOf(const base::Json &list)
{
    QStringList out;
    for (const base::Json &name : list)
        if (name.is_string())
            out += QString::fromStdString(name.get<std::string>());
    return out;
}

QString personNameProblem(const QString &name)
{
    if (name.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::keys", "Give it a name."));
    if (name.toUtf8().size() > kLongestName)
        return translated(QT_TRANSLATE_NOOP("ui::keys", "The name is too long."));
    return hasControl(name) ? translated(QT_TRANSLATE_NOOP("ui::keys", "The name must be plain text.")) : QString();
}

QString emailProblem(const QString &email)
{
    static const QRegularExpression kEmail(u"^[^@\\s,]+@[^@\\s,]+$"_s);
    if (email.isEmpty() || kEmail.match(email).hasMatch())
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::keys", "An e-mail address looks like name@example.com."));
}

QString networksProblem(const QStringList &networks)
{
    for (const QString &network : networks)
        if (QString problem = networkProblem(network); !problem.isEmpty())
            return problem;
    return {};
}

QString referenceProblem(const QString &reference)
{
    static const QRegularExpression kReference(u"^(env:[A-Za-z_][A-Za-z0-9_]*|file:/.+)$"_s);
    if (reference.isEmpty() || kReference.match(reference).hasMatch())
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::keys", "Write env:NAME or file:/PATH, or nothing."));
}

QString tagsProblem(const QStringList &tags)
{
    const bool fine = std::ranges::all_of(
        tags, [](const QString &tag) { return tag.toUtf8().size() <= kLongestTag && !hasControl(tag); });
    if (tags.size() <= kMostTags && fine)
        return {};
    return translated(QT_TRANSLATE_NOOP("ui::keys", "At most 20 tags, each of 64 bytes at most."));
}

} // namespace ui
