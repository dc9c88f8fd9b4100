#pragma once

#include <memory>

#include <QWidget>

#include "base/json.h"
#include "ui/pages/routing/route_names.h"
#include "ui/pages/routing/rule_parts.h"

namespace ui {

/// The fields for the value of one condition or action, in one line.
class ValueEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// The value as the API takes it. What cannot be read (text that is no JSON) comes out as text: the gateway says
    /// what is wrong with it.
    virtual base::Json value() const = 0;
    virtual void setValue(const base::Json &value) = 0;
    virtual void setInvalid(bool invalid) { static_cast<void>(invalid); }

Q_SIGNALS:
    void edited();
};

/// The editor for the values of that shape; `name` is what those hear who cannot see the row.
ValueEditor *makeValueEditor(const RulePart &part, const QString &name, const RouteNames &names, QWidget *parent);
/// For what no part describes: the JSON itself.
ValueEditor *makeJsonEditor(const QString &hint, const QString &name, QWidget *parent);

} // namespace ui
