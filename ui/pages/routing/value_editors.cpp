#include "ui/pages/routing/value_editors.h"

#include <algorithm>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/theme/typography.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

constexpr int kGap = 8;

QHBoxLayout *makeRow(QWidget *parent)
{
    auto *row = new QHBoxLayout(parent);
    row->setContentsMargins({});
    row->setSpacing(kGap);
    return row;
}

QString plain(const Json &value)
{
    return QString::fromStdString(value.is_string() ? base::textOr(value) : base::dump(value));
}

QStringList splitNames(const QString &text)
{
    QStringList out;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        if (const QString name = part.trimmed(); !name.isEmpty())
            out += name;
    return out;
}

/// One name stands alone, as most rules have it.
Json namesValue(const QString &text)
{
    const QStringList names = splitNames(text);
    if (names.size() <= 1)
        return names.join(QString()).toStdString();
    Json out = Json::array();
    for (const QString &name : names)
        out.push_back(name.toStdString());
    return out;
}

QString namesText(const Json &value)
{
    if (!value.is_array())
        return plain(value);
    QStringList out;
    for (const Json &name : value)
        out += plain(name);
    return out.join(u", "_s);
}

} // namespace

LineValue::LineValue(As as, const QString &hint, const QString &name, QWidget *parent)
    : ValueEditor(parent), m_as(as), m_line(new LineEdit(this))
{
    m_line->setAccessibleName(name);
    m_line->setPlaceholderText(hint);
    if (as == As::Json)
        setCode();
    makeRow(this)->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &ValueEditor::edited);
}

void LineValue::setCode()
{
    m_line->setFont(fontFor(TextRole::Code));
}

void LineValue::offer(const QStringList &names)
{
    if (names.isEmpty() || m_as == As::Names) // of several names a completer knows only the whole line
        return;
    auto *completer = new QCompleter(names, m_line);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->popup()->setAccessibleName(m_line->accessibleName());
    m_line->setCompleter(completer);
}

Json LineValue::value() const
{
    const QString text = m_line->text().trimmed();
    if (m_as == As::Names)
        return namesValue(text);
    if (m_as == As::Json)
        if (auto parsed = base::parseJson(text.toStdString()))
            return std::move(*parsed);
    return text.toStdString();
}

void LineValue::setValue(const Json &value)
{
    m_line->setText(m_as == As::Names  ? namesText(value)
                    : m_as == As::Json ? QString::fromStdString(base::dump(value))
                                       : plain(value));
    m_line->setCursorPosition(0);
}

void LineValue::setInvalid(bool invalid)
{
    m_line->setInvalid(invalid);
}

ChoiceValue::ChoiceValue(const RulePart &part, const QString &name, QWidget *parent)
    : ValueEditor(parent), m_truth(part.shape == ValueShape::Truth), m_box(new QComboBox(this))
{
    m_box->setAccessibleName(name);
    m_box->view()->setAccessibleName(name);
    for (const PartChoice &choice : part.choices)
        m_box->addItem(rulesWord(choice.label), QString::fromLatin1(choice.value));
    makeRow(this)->addWidget(m_box);
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::currentIndexChanged, this, &ValueEditor::edited);
}

Json ChoiceValue::value() const
{
    const QString chosen = m_box->currentData().toString();
    if (m_truth)
        return chosen == "true"_L1;
    return chosen.toStdString();
}

void ChoiceValue::setValue(const Json &value)
{
    const QString wanted = plain(value);
    if (m_box->findData(wanted) < 0) // a word from the future stays what it is
        m_box->addItem(wanted, wanted);
    m_box->setCurrentIndex(m_box->findData(wanted));
}

ChecksValue::ChecksValue(const RulePart &part, const QString &name, QWidget *parent) : ValueEditor(parent)
{
    auto *flow = new FlowLayout(kGap, this); // there may be more of them than a line has room for
    for (const PartChoice &choice : part.choices) {
        auto *box = new QCheckBox(rulesWord(choice.label), this);
        box->setAccessibleName(name + u": "_s + box->text());
        m_boxes.emplace_back(choice.value, box);
        flow->addWidget(box);
        connect(box, &QCheckBox::toggled, this, &ValueEditor::edited);
    }
    setFocusProxy(m_boxes.front().second);
}

Json ChecksValue::value() const
{
    Json out = Json::array();
    for (const auto &[key, box] : m_boxes)
        if (box->isChecked())
            out.push_back(key);
    return out.size() == 1 ? Json(out.front()) : out;
}

void ChecksValue::setValue(const Json &value)
{
    const auto names = [&value](const std::string &key) {
        return value.is_array() ? std::ranges::find(value, Json(key)) != value.end() : value == key;
    };
    for (auto &[key, box] : m_boxes)
        box->setChecked(names(key));
}

RangeValue::RangeValue(int highest, const QString &name, QWidget *parent)
    : ValueEditor(parent), m_from(new QSpinBox(this)), m_to(new QSpinBox(this))
{
    auto *between = new Label(TextRole::Body, Tone::Quiet, this);
    between->setText(tr("to"));
    QHBoxLayout *row = makeRow(this);
    row->addWidget(m_from, 1);
    row->addWidget(between);
    row->addWidget(m_to, 1);
    const std::pair<QSpinBox *, QString> ends[] = {{m_from, tr("%1, from").arg(name)}, {m_to, tr("%1, to").arg(name)}};
    for (const auto &[spin, title] : ends) {
        spin->setFont(fontFor(TextRole::Body));
        spin->setRange(0, highest);
        spin->setGroupSeparatorShown(true);
        spin->setAccessibleName(title);
        spin->findChild<QLineEdit *>()->setAccessibleName(title);
        connect(spin, &QSpinBox::valueChanged, this, &ValueEditor::edited);
    }
    m_to->setRange(-1, highest);
    m_to->setSpecialValueText(tr("any"));
    m_to->setValue(-1);
    setFocusProxy(m_from);
}

Json RangeValue::value() const
{
    Json out = Json::object();
    const bool open = m_to->value() == m_to->minimum();
    if (m_from->value() > 0 || m_fromGiven || open) // one of the two ends must be there
        out["min"] = m_from->value();
    if (!open)
        out["max"] = m_to->value();
    return out;
}

void RangeValue::setValue(const Json &value)
{
    m_fromGiven = base::at(value, "min").is_number();
    m_from->setValue(static_cast<int>(base::integerOr(base::at(value, "min"), 0)));
    m_to->setValue(static_cast<int>(base::integerOr(base::at(value, "max"), m_to->minimum())));
}

MembersValue::MembersValue(const std::vector<Member> &members, const QString &name, QWidget *parent)
    : ValueEditor(parent)
{
    QHBoxLayout *row = makeRow(this);
    for (const Member &member : members) {
        auto *line = new LineEdit(this);
        line->setPlaceholderText(member.hint);
        line->setAccessibleName(name + u", "_s + member.hint);
        line->setToolTip(member.hint);
        row->addWidget(line, member.stretch);
        m_fields.push_back({member.key, member.as, line});
        connect(line, &QLineEdit::textChanged, this, &ValueEditor::edited);
    }
    setFocusProxy(m_fields.front().line);
}

Json MembersValue::value() const
{
    Json out = Json::object();
    for (const Field &field : m_fields) {
        const QString text = field.line->text().trimmed();
        if (text.isEmpty())
            continue;
        bool isNumber = false;
        const qlonglong number = text.toLongLong(&isNumber);
        if (field.as == As::Number && isNumber)
            out[field.key] = number;
        else if (field.as == As::Names)
            out[field.key] = namesValue(text).is_array() ? namesValue(text) : Json::array({text.toStdString()});
        else
            out[field.key] = text.toStdString();
    }
    for (const auto &[key, member] : m_others.items())
        out[key] = member;
    return out;
}

void MembersValue::setValue(const Json &value)
{
    m_others = value.is_object() ? value : Json::object();
    for (const Field &field : m_fields) {
        const Json &member = base::at(value, field.key);
        field.line->setText(member.is_null() ? QString() : namesText(member));
        field.line->setCursorPosition(0);
        m_others.erase(field.key);
    }
}

void MembersValue::setInvalid(bool invalid)
{
    for (const Field &field : m_fields)
        field.line->setInvalid(invalid);
}

} // namespace ui
