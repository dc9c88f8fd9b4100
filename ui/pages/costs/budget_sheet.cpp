#include "ui/pages/costs/budget_sheet.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/pages/costs/subject_picker.h"
#include "ui/text/money.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/switch.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kWidth = 520;
constexpr int kHardIndex = 0;
constexpr int kSoftIndex = 1;
constexpr int kLongestName = 100;

QString percentText(const std::vector<std::int64_t> &percents)
{
    QStringList out;
    for (const std::int64_t percent : percents)
        out += QString::number(percent);
    return out.join(u", "_s);
}

/// Fields side by side, whatever stands below one of them.
void topAlign(QHBoxLayout &row)
{
    for (int i = 0; i < row.count(); ++i) {
        row.itemAt(i)->setAlignment(Qt::AlignTop);
        row.setStretch(i, 1);
    }
}

} // namespace

BudgetSheet::BudgetSheet(admin::AdminClient &client, QWidget &window, Budget budget, const QString &subject)
    : FormSheet(window, kWidth, tr("Save budget")), m_client(client), m_budget(std::move(budget))
{
    setObjectName(u"budgetSheet"_s);
    setTitle(m_budget.id.isEmpty() ? tr("New budget") : tr("Edit budget"));
    m_name = new LineEdit(form());
    m_name->setText(m_budget.name);
    m_name->setMaxLength(kLongestName);
    m_name->setPlaceholderText(tr("For example design team"));
    m_nameField = addField(tr("Name"), m_name, u"name"_s);
    addCount();
    m_subject->setSubject(m_budget.scope, m_budget.subject, subject);
    addLimit();
    addMode();
    addDetails();
    fields()->addStretch();
    if (!m_budget.id.isEmpty()) {
        auto *remove = new Button(Button::Kind::Danger, tr("Remove"), this);
        remove->setObjectName(u"removeBudget"_s);
        footer()->insertWidget(0, remove);
        connect(remove, &QAbstractButton::clicked, this, [this] {
            close();
            Q_EMIT removeWanted(m_budget.id);
        });
    }
    followMode();
    markSaved();
}

QComboBox *BudgetSheet::addCombo(const QString &label, const char *param, QBoxLayout *into)
{
    auto *box = new QComboBox(form());
    addField(label, box, QString::fromLatin1(param), into);
    box->view()->setAccessibleName(box->accessibleName());
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
        markEdited();
        followMode();
    });
    return box;
}

void BudgetSheet::addCount()
{
    m_subject = new SubjectPicker(m_client, form());
    connect(m_subject, &SubjectPicker::edited, this, &BudgetSheet::markEdited);
    fields()->addWidget(m_subject);
}

void BudgetSheet::addLimit()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_limit = new LineEdit(form());
    m_limit->setText(m_budget.id.isEmpty() ? QString() : amountText(m_budget.limit));
    m_limit->setPlaceholderText(u"25.00"_s);
    m_limitField = addField(tr("Limit in US dollars"), m_limit, u"limit_nanos"_s, row);
    m_period = addCombo(tr("For each"), "period", row);
    for (const char *period : {"hour", "day", "week", "month", "total"})
        m_period->addItem(budgetPeriodWord(QString::fromLatin1(period)), QString::fromLatin1(period));
    m_period->setCurrentIndex(qMax(0, m_period->findData(m_budget.period)));
    topAlign(*row);
    fields()->addLayout(row);
}

void BudgetSheet::addMode()
{
    m_mode = new SegmentedControl({tr("Hard"), tr("Soft")}, form());
    m_mode->setObjectName(u"budgetMode"_s);
    m_mode->setCurrent(m_budget.isHard() ? kHardIndex : kSoftIndex);
    auto *place = new QWidget(form());
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins({});
    row->addWidget(m_mode);
    row->addStretch();
    m_mode->setAccessibleName(tr("When it is used up"));
    place->setFocusProxy(m_mode);
    m_modeField = addField(tr("When it is used up"), place, u"mode"_s);
    m_unpriced = new Switch(Switch::Size::Row, form());
    m_unpricedField = addField(tr("Serve models without a price"), m_unpriced, u"allow_unpriced"_s);
    m_unpricedField->setHint(tr("Nobody knows what they cost, so they are not counted."));
    m_unpriced->setOn(m_budget.allowUnpriced);
    m_shift = new LineEdit(form());
    m_shift->setText(m_budget.shiftTo);
    m_shift->setPlaceholderText(tr("As ever"));
    m_shiftField = addField(tr("Lead calls to"), m_shift, u"shift_to"_s);
    m_shiftField->setHint(tr("A model or alias, or cost_first for the cheapest target."));
    connect(m_mode, &SegmentedControl::chosen, this, [this] {
        markEdited();
        followMode();
    });
    connect(m_unpriced, &Switch::asked, this, [this](bool on) {
        m_unpriced->setOn(on); // the form is where it holds until it is sent
        markEdited();
    });
}

void BudgetSheet::addDetails()
{
    m_thresholds = new LineEdit(form());
    m_thresholds->setText(percentText(m_budget.thresholds));
    m_thresholdsField = addField(tr("Tell when it reaches, in %"), m_thresholds, u"thresholds"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_zone = new LineEdit(form());
    m_zone->setText(m_budget.zone);
    m_zone->setPlaceholderText(tr("The gateway's own"));
    addField(tr("Time zone"), m_zone, u"zone"_s, row)->setHint(tr("For example Europe/Berlin"));
    m_weekStart = addCombo(tr("Week begins on"), "week_start", row);
    m_weekStart->addItem(tr("Monday"), u"monday"_s);
    m_weekStart->addItem(tr("Saturday"), u"saturday"_s);
    m_weekStart->addItem(tr("Sunday"), u"sunday"_s);
    m_weekStart->setCurrentIndex(qMax(0, m_weekStart->findData(m_budget.weekStart)));
    m_weekField = qobject_cast<FormField *>(m_weekStart->parentWidget());
    topAlign(*row);
    fields()->addLayout(row);
    m_enabled = new Switch(Switch::Size::Row, form());
    m_enabled->setOn(m_budget.enabled);
    addField(tr("In force"), m_enabled, u"enabled"_s);
    connect(m_enabled, &Switch::asked, this, [this](bool on) {
        m_enabled->setOn(on);
        markEdited();
    });
}

void BudgetSheet::followMode()
{
    if (!m_weekField)
        return; // it is being built
    const bool hard = m_mode->current() == kHardIndex;
    m_modeField->setHint(hard ? tr("A call whose worst case does not fit is refused. It is never overspent.")
                              : tr("You are told, and calls go on: as ever, or to another model."));
    m_unpricedField->setVisible(hard);
    m_shiftField->setVisible(!hard);
    m_weekField->setVisible(m_period->currentData().toString() == "week"_L1);
}

base::Json BudgetSheet::thresholds() const
{
    base::Json out = base::Json::array();
    for (const QString &part : m_thresholds->text().split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int percent = part.trimmed().remove(u'%').toInt(&isNumber);
        if (!isNumber)
            return nullptr;
        out.push_back(percent);
    }
    return out;
}

bool BudgetSheet::check()
{
    m_nameField->setError(m_name->text().trimmed().isEmpty() ? tr("Give it a name.") : QString());
    m_limitField->setError(amountFrom(m_limit->text()) ? QString() : tr("Give an amount such as 25.00."));
    m_thresholdsField->setError(thresholds().is_array() ? QString()
                                                        : tr("Give whole numbers with commas: 50, 80, 100."));
    m_subject->setError(m_subject->isComplete() ? QString() : tr("Say which one."));
    if (m_nameField->hasError())
        m_name->setFocus(Qt::OtherFocusReason);
    else if (!m_subject->isComplete())
        m_subject->setFocus(Qt::OtherFocusReason);
    else if (m_limitField->hasError())
        m_limit->setFocus(Qt::OtherFocusReason);
    else if (m_thresholdsField->hasError())
        m_thresholds->setFocus(Qt::OtherFocusReason);
    else
        return true;
    return false;
}

base::Json BudgetSheet::body() const
{
    const bool hard = m_mode->current() == kHardIndex;
    return {{"name", m_name->text().trimmed().toStdString()},
            {"scope", m_subject->scope().toStdString()},
            {"subject", m_subject->subject().toStdString()},
            {"limit_nanos", amountFrom(m_limit->text()).value_or(model::Nanos{}).value},
            {"period", m_period->currentData().toString().toStdString()},
            {"mode", hard ? "hard" : "soft"},
            {"thresholds", thresholds()},
            {"allow_unpriced", hard && m_unpriced->isOn()},
            {"shift_to", hard ? std::string() : m_shift->text().trimmed().toStdString()},
            {"zone", m_zone->text().trimmed().toStdString()},
            {"week_start", m_weekStart->currentData().toString().toStdString()},
            {"enabled", m_enabled->isOn()}};
}

void BudgetSheet::submit()
{
    if (!check())
        return;
    admin::AdminCall call{.operation = "budgets.create", .body = body()};
    if (!m_budget.id.isEmpty()) {
        call = onBudget("budgets.update", m_budget.id, body());
        call.body["if_version"] = m_budget.version;
    }
    send(m_client, std::move(call), [this](const base::Json &) {
        Q_EMIT saved(m_name->text().trimmed());
        close();
    });
}

void BudgetSheet::fail(const base::Error &error)
{
    if (error.code == base::ErrorCode::Conflict && error.param == "if_version") {
        m_client.call(onBudget("budgets.get", m_budget.id), this, [this](const base::Result<base::Json> &answer) {
            if (answer)
                m_budget.version = base::integerOr(base::at(*answer, "version"));
        });
        return say(tr("It was changed elsewhere meanwhile. Save again to put this in its place."));
    }
    FormSheet::fail(error);
}

} // namespace ui
