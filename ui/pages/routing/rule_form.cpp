#include "ui/pages/routing/rule_form.h"

#include <QHBoxLayout>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "ui/pages/providers/provider_checks.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using base::Json;

Label *makeNote(const QString &text, QWidget *parent)
{
    auto *out = new Label(TextRole::Body, Tone::Quiet, parent);
    out->setText(text);
    out->setWordWrap(true);
    return out;
}

} // namespace

RuleForm::RuleForm(const RouteNames &names, QWidget *parent)
    : QWidget(parent),
      m_name(new LineEdit(this)),
      m_nameField(new FormField(tr("Name"), m_name, u"name"_s, this)),
      m_join(new SegmentedControl({tr("All are true"), tr("Any is true")}, this)),
      m_conditions(new PartList(PartKind::Condition, this)),
      m_always(makeNote(tr("Without a condition it matches every call."), this)),
      m_actions(new PartList(PartKind::Action, this)),
      m_nothing(makeNote(tr("Say what is done with a call that matches."), this))
{
    m_name->setObjectName(u"ruleName"_s);
    m_join->setObjectName(u"ruleJoin"_s);
    m_join->setAccessibleName(tr("How the conditions count together"));
    m_conditions->setObjectName(u"conditions"_s);
    m_actions->setObjectName(u"actions"_s);
    m_conditions->setNames(names);
    m_actions->setNames(names);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(m_nameField);
    column->addSpacing(8);
    column->addWidget(makeTitle(tr("When"), m_join));
    column->addWidget(m_always);
    column->addWidget(m_conditions);
    column->addSpacing(8);
    column->addWidget(makeTitle(tr("Then"), nullptr));
    column->addWidget(m_nothing);
    column->addWidget(m_actions);
    column->addStretch();
    connect(m_name, &QLineEdit::textEdited, this, &RuleForm::edited);
    for (PartList *list : {m_conditions, m_actions})
        connect(list, &PartList::edited, this, [this] {
            showJoin();
            Q_EMIT edited();
        });
    connect(m_join, &SegmentedControl::chosen, this, [this] {
        showJoin();
        Q_EMIT edited();
    });
    showJoin();
}

QWidget *RuleForm::makeTitle(const QString &text, QWidget *right)
{
    auto *line = new QWidget(this);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, line);
    title->setText(text);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->addWidget(title);
    row->addStretch();
    if (right)
        row->addWidget(right);
    line->setMinimumHeight(32);
    return line;
}

void RuleForm::showJoin()
{
    m_conditions->setJoin(m_join->current() == 0 ? tr("and") : tr("or"));
    m_join->setVisible(m_conditions->count() > 1);
    m_always->setVisible(m_conditions->count() == 0);
    m_nothing->setVisible(m_actions->count() == 0);
}

void RuleForm::setRule(const RuleRow &rule)
{
    m_name->setText(rule.name);
    setWhen(rule.when);
    m_actions->setValues(rule.then.is_array() ? rule.then : Json::array());
    showJoin();
}

void RuleForm::setWhen(const Json &when)
{
    m_join->setCurrent(base::at(when, "any").is_array() ? 1 : 0);
    for (const char *group : {"all", "any"})
        if (const Json &members = base::at(when, group); members.is_array() && when.size() == 1)
            return m_conditions->setValues(members);
    const bool always = !when.is_object() || when.empty();
    m_conditions->setValues(always ? Json::array() : Json::array({when}));
}

QString RuleForm::name() const
{
    return m_name->text().trimmed();
}

Json RuleForm::when() const
{
    Json rows = m_conditions->values();
    if (rows.empty())
        return Json::object();
    if (rows.size() == 1)
        return std::move(rows.front());
    Json out = Json::object();
    out[m_join->current() == 0 ? "all" : "any"] = std::move(rows);
    return out;
}

Json RuleForm::then() const
{
    return m_actions->values();
}

void RuleForm::clearErrors()
{
    m_nameField->setError({});
    m_conditions->clearErrors();
    m_actions->clearErrors();
}

bool RuleForm::showConditionError(const QString &param, const QString &words)
{
    static const QRegularExpression kMember(u"^when\\.(?:all|any)\\[(\\d+)\\]"_s);
    const QRegularExpressionMatch member = kMember.match(param);
    const std::size_t index = member.hasMatch() ? member.captured(1).toULongLong() : 0;
    return m_conditions->showError(index, words) || m_conditions->showError(0, words);
}

bool RuleForm::showError(const base::Error &error)
{
    static const QRegularExpression kDraft(u"^rules\\[\\d+\\]\\."_s);
    static const QRegularExpression kAction(u"^then\\[(\\d+)\\]"_s);
    const QString param = QString::fromStdString(error.param).remove(kDraft);
    const QString words = refusalWords(error);
    const bool aboutName = param == "name"_L1 || (error.code == base::ErrorCode::Conflict && param.isEmpty());
    if (aboutName) {
        m_nameField->setError(words);
        return true;
    }
    if (const auto action = kAction.match(param); action.hasMatch())
        return m_actions->showError(action.captured(1).toULongLong(), words);
    return param.startsWith("when"_L1) && showConditionError(param, words);
}

} // namespace ui
