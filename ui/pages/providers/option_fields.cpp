#include "ui/pages/providers/option_fields.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>
#include <QGridLayout>
#include <QRegularExpression>

#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kColumns = 2;
constexpr int kGap = 16;

struct Words {
    QLatin1StringView name;
    const char *label;
    const char *hint;
};

/// In the user's language; an option that is not here is told in the gateway's own words.
constexpr Words kWords[] = {
    {"region"_L1, QT_TRANSLATE_NOOP("ui::providers", "Region"),
     QT_TRANSLATE_NOOP("ui::providers", "Where its models run.")},
    {"project"_L1, QT_TRANSLATE_NOOP("ui::providers", "Project"),
     QT_TRANSLATE_NOOP("ui::providers", "The id of the project, such as my-project-123.")},
    {"resource"_L1, QT_TRANSLATE_NOOP("ui::providers", "Resource"),
     QT_TRANSLATE_NOOP("ui::providers", "What stands before .openai.azure.com.")},
    {"api_version"_L1, QT_TRANSLATE_NOOP("ui::providers", "API version"),
     QT_TRANSLATE_NOOP("ui::providers", "Only for deployment addresses, such as 2024-10-21. Empty: the v1 API.")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ui::providers", text);
}

QString problemOf(const ProviderOption &option, const QString &text)
{
    static const QRegularExpression kPlain(u"^[A-Za-z0-9._-]*$"_s);
    if (option.required && text.isEmpty())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "This is needed to find its address."));
    if (!kPlain.match(text).hasMatch())
        return translated(QT_TRANSLATE_NOOP("ui::providers", "Letters, digits, dots, hyphens and underscores only."));
    return {};
}

} // namespace

OptionFields::OptionFields(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(u"options"_s);
    m_grid->setContentsMargins({});
    m_grid->setSpacing(kGap);
    hide();
}

void OptionFields::setOptions(const std::vector<ProviderOption> &options, const std::map<QString, QString> &values)
{
    for (const Entry &entry : m_entries)
        delete entry.field;
    m_entries.clear();
    for (const ProviderOption &option : options) {
        const auto hit = values.find(option.name);
        add(option, hit == values.end() ? option.initial : hit->second);
    }
    setVisible(!m_entries.empty());
}

void OptionFields::add(const ProviderOption &option, const QString &value)
{
    const auto *words = std::ranges::find(kWords, option.name, &Words::name);
    const bool known = words != std::end(kWords);
    auto *edit = new LineEdit(this);
    edit->setObjectName(u"option_"_s + option.name);
    edit->setText(value);
    auto *field =
        new FormField(known ? translated(words->label) : option.label, edit, u"options."_s + option.name, this);
    field->setHint(known ? translated(words->hint) : option.hint);
    const int place = int(m_entries.size());
    m_grid->addWidget(field, place / kColumns, place % kColumns, Qt::AlignTop);
    connect(edit, &QLineEdit::textEdited, field, [field] { field->setError({}); });
    connect(edit, &QLineEdit::textEdited, this, &OptionFields::edited);
    connect(edit, &QLineEdit::returnPressed, this, &OptionFields::submitted);
    m_entries.push_back({option, field, edit});
}

QWidget *OptionFields::check()
{
    QWidget *first = nullptr;
    for (const Entry &entry : m_entries) {
        entry.field->setError(problemOf(entry.option, entry.edit->text().trimmed()));
        if (!first && entry.field->hasError())
            first = entry.edit;
    }
    return first;
}

std::map<QString, QString> OptionFields::values() const
{
    std::map<QString, QString> out;
    for (const Entry &entry : m_entries)
        if (const QString text = entry.edit->text().trimmed(); !text.isEmpty())
            out[entry.option.name] = text;
    return out;
}

base::Json OptionFields::value() const
{
    base::Json out = base::Json::object();
    for (const auto &[name, text] : values())
        out[name.toStdString()] = text.toStdString();
    return out;
}

QString filledAddress(QString address, const std::map<QString, QString> &options)
{
    for (const auto &[name, value] : options)
        address.replace(u'{' + name + u'}', value);
    return address;
}

} // namespace ui
