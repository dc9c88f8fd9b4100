<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>app::GatewayWatch</name>
    <message>
        <source>Listening on %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未监听</translation>
    </message>
    <message>
        <source>Listening on %1, routing is off</source>
        <translation>正在监听 %1，路由已关闭</translation>
    </message>
</context>
<context>
    <name>app::Leaving</name>
    <message numerus="yes">
        <source>%n call(s) still running</source>
        <translation>
            <numerusform>还有 %n 个调用正在进行</numerusform>
        </translation>
    </message>
    <message>
        <source>No new calls are taken while it waits. What is cut off now is lost to whoever asked for it.</source>
        <translation>等待期间不再接受新的调用。现在切断的内容，请求者将无法得到。</translation>
    </message>
    <message>
        <source>Wait for them</source>
        <translation>等待完成</translation>
    </message>
    <message>
        <source>End them now</source>
        <translation>立即结束</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message numerus="yes">
        <source>Waiting for %n call(s)</source>
        <translation>
            <numerusform>正在等待 %n 个调用</numerusform>
        </translation>
    </message>
    <message>
        <source>Switchyard quits after the last one.</source>
        <translation>最后一个调用结束后，Switchyard 将退出。</translation>
    </message>
</context>
<context>
    <name>app::Tray</name>
    <message>
        <source>Open Switchyard</source>
        <translation>打开 Switchyard</translation>
    </message>
    <message>
        <source>Copy the endpoint</source>
        <translation>复制接入地址</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>app::TraySwitch</name>
    <message>
        <source>Routing</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Undo turning routing on at %1</source>
        <translation>撤销：%1 开启路由</translation>
    </message>
    <message>
        <source>Undo turning routing off at %1</source>
        <translation>撤销：%1 关闭路由</translation>
    </message>
    <message>
        <source>Routing is on, locked until %1</source>
        <translation>路由已开启，锁定至 %1</translation>
    </message>
    <message>
        <source>Routing is off, locked until %1</source>
        <translation>路由已关闭，锁定至 %1</translation>
    </message>
    <message>
        <source>Turn routing off</source>
        <translation>关闭路由</translation>
    </message>
    <message>
        <source>Turn routing on</source>
        <translation>开启路由</translation>
    </message>
</context>
<context>
    <name>app::close</name>
    <message>
        <source>When I close the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Switchyard can stay in the tray, so that your programs can go on calling it. It remembers the answer.</source>
        <translation>Switchyard 可以留在托盘中，让您的程序继续调用它。它会记住您的选择。</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>在托盘中继续运行</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>app::report</name>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>%1 to %2 · days of %3</source>
        <translation>%1 至 %2 · 按 %3 的日期</translation>
    </message>
    <message>
        <source>Made by Switchyard on %1</source>
        <translation>由 Switchyard 生成于 %1</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Input tokens</source>
        <translation>输入 Token</translation>
    </message>
    <message>
        <source>Output tokens</source>
        <translation>输出 Token</translation>
    </message>
    <message>
        <source>Unpriced: %1 attempts with %2 input and %3 output tokens have no known price; no sum of cost has them.</source>
        <translation>未定价：%1 次尝试（输入 Token %2，输出 Token %3）没有已知价格，未计入任何成本合计。</translation>
    </message>
    <message>
        <source>≈ Estimated: %1 of the cost, by our own count of tokens.</source>
        <translation>≈ 估算：成本中有 %1 按自行统计的 Token 数估算。</translation>
    </message>
    <message>
        <source>In %1: each day at its own exchange rate, rounded once.</source>
        <translation>%1 金额：每天按当日汇率换算，仅舍入一次。</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Exactly %1</source>
        <translation>精确值 %1</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Cached</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 Token</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用程序</translation>
    </message>
</context>
<context>
    <name>app::troubles</name>
    <message>
        <source>The gateway does not listen</source>
        <translation>网关没有监听</translation>
    </message>
    <message>
        <source>Keys cannot be read</source>
        <translation>无法读取密钥</translation>
    </message>
    <message>
        <source>Calls cannot be booked</source>
        <translation>无法记录调用</translation>
    </message>
    <message>
        <source>A damaged file was set aside</source>
        <translation>已搁置一个损坏的文件</translation>
    </message>
</context>
<context>
    <name>ui::AboutSection</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the licences</source>
        <translation>显示许可证</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Switchyard is free software under the GNU GPL, version 3 or later.</source>
        <translation>Switchyard 是自由软件，采用 GNU GPL 第 3 版或更新版本。</translation>
    </message>
    <message>
        <source>Version %1, running since %2</source>
        <translation>版本 %1，自 %2 起运行</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>版本 %1</translation>
    </message>
</context>
<context>
    <name>ui::ActionRegistry</name>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>ui::AddProviderSheet</name>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Where do I find it?</source>
        <translation>在哪里可以找到？</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What stands before the / of its model names.</source>
        <translation>模型名称中 / 之前的部分。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Any model it has</source>
        <translation>它提供的任何模型</translation>
    </message>
    <message>
        <source>Only these models</source>
        <translation>仅限这些模型</translation>
    </message>
    <message>
        <source>It named no models. Add them by name.</source>
        <translation>它没有列出模型，请按名称添加。</translation>
    </message>
    <message>
        <source>API key of %1</source>
        <translation>%1 的 API 密钥</translation>
    </message>
    <message>
        <source>Which provider shall answer calls?</source>
        <translation>由哪个供应商来应答调用？</translation>
    </message>
    <message>
        <source>Which of its models may be called?</source>
        <translation>可以调用它的哪些模型？</translation>
    </message>
    <message>
        <source>Continue anyway</source>
        <translation>仍然继续</translation>
    </message>
    <message>
        <source>Give its key, or say which variable or file has it.</source>
        <translation>请输入密钥，或指定保存密钥的变量或文件。</translation>
    </message>
    <message>
        <source>What stands in { } is filled in from below.</source>
        <translation>{ } 中的内容由下方填写的值代入。</translation>
    </message>
    <message>
        <source>Directly</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>Through the proxy pool</source>
        <translation>通过代理池</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>Through the pool, it is never called in any other way.</source>
        <translation>通过代理池时，绝不会以其他方式调用。</translation>
    </message>
</context>
<context>
    <name>ui::AddressSection</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>The gateway listens on</source>
        <translation>网关监听地址</translation>
    </message>
    <message>
        <source>Only programs on this computer reach it. It answers at 127.0.0.1, ::1 and localhost.</source>
        <translation>只有本机上的程序可以访问。它在 127.0.0.1、::1 和 localhost 上应答。</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>正在监听 %1</translation>
    </message>
    <message>
        <source>nothing listens</source>
        <translation>没有监听</translation>
    </message>
    <message>
        <source>For programs on this computer. Others reach it at %1.</source>
        <translation>供本机程序使用。其他计算机可通过 %1 访问。</translation>
    </message>
</context>
<context>
    <name>ui::AddressStep</name>
    <message>
        <source>Where programs call</source>
        <translation>程序调用的地址</translation>
    </message>
    <message>
        <source>Your programs send their calls to this address on your computer, and Switchyard sends them on.</source>
        <translation>您的程序把调用发到本机的这个地址，再由 Switchyard 转发。</translation>
    </message>
</context>
<context>
    <name>ui::AlertItem</name>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>Silenced until %1</source>
        <translation>静默至 %1</translation>
    </message>
    <message>
        <source>for %1, since %2</source>
        <translation>已持续 %1，自 %2 起</translation>
    </message>
    <message>
        <source>Hear again</source>
        <translation>恢复通知</translation>
    </message>
    <message>
        <source>Details of: %1</source>
        <translation>详情：%1</translation>
    </message>
    <message>
        <source>Hear again of: %1</source>
        <translation>恢复通知：%1</translation>
    </message>
    <message>
        <source>Silence: %1</source>
        <translation>静默：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>持续 %1</translation>
    </message>
</context>
<context>
    <name>ui::AlertLine</name>
    <message>
        <source>View alerts</source>
        <translation>查看告警</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) are open</source>
        <translation>
            <numerusform>%n 条告警未结束</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::AlertRuleSheet</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Each channel says from which severity on it is told.</source>
        <translation>每个渠道自行设定从哪个严重程度起通知。</translation>
    </message>
    <message>
        <source>Told below</source>
        <translation>低于此值时通知</translation>
    </message>
    <message>
        <source>Told from</source>
        <translation>达到此值时通知</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source> US dollars</source>
        <translation> 美元</translation>
    </message>
    <message>
        <source>Over the last</source>
        <translation>统计时间</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>For at least</source>
        <translation>至少持续</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>So long it must be so before anybody is told, and be over before that is told.</source>
        <translation>须持续这么久才通知；恢复也须持续这么久才通知。</translation>
    </message>
</context>
<context>
    <name>ui::AlertRulesCard</name>
    <message>
        <source>What is told of</source>
        <translation>通知哪些情况</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Tell of: %1</source>
        <translation>通知：%1</translation>
    </message>
    <message>
        <source>Change: %1</source>
        <translation>更改：%1</translation>
    </message>
</context>
<context>
    <name>ui::AlertSheet</name>
    <message>
        <source>It is still so</source>
        <translation>仍未恢复</translation>
    </message>
    <message>
        <source>It was removed or switched off</source>
        <translation>对象已移除或关闭</translation>
    </message>
    <message>
        <source>Nobody watches it any more</source>
        <translation>不再监视</translation>
    </message>
    <message>
        <source>It has no length</source>
        <translation>瞬时事件</translation>
    </message>
    <message>
        <source>It recovered</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>No channel was told: none takes alerts of this severity, or it was silenced.</source>
        <translation>没有通知任何渠道：没有渠道接收此严重程度的告警，或它已被静默。</translation>
    </message>
    <message>
        <source>A removed channel</source>
        <translation>已移除的渠道</translation>
    </message>
</context>
<context>
    <name>ui::AlertsPage</name>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Add channel</source>
        <translation>添加渠道</translation>
    </message>
    <message>
        <source>Alerts, rules or channels</source>
        <translation>告警、规则或渠道</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Alerts that are over</source>
        <translation>已结束的告警</translation>
    </message>
    <message>
        <source>No alert yet</source>
        <translation>还没有告警</translation>
    </message>
    <message>
        <source>A key that is refused, a provider that is down, a budget that is reached: what was the matter stays here for 90 days.</source>
        <translation>密钥被拒绝、供应商不可用、预算已达到：出现过的问题会在这里保留 90 天。</translation>
    </message>
    <message>
        <source>Show what is told of</source>
        <translation>显示告警规则</translation>
    </message>
    <message>
        <source>Show the channels of alerts</source>
        <translation>显示告警渠道</translation>
    </message>
    <message>
        <source>Add an e-mail channel</source>
        <translation>添加电子邮件渠道</translation>
    </message>
    <message>
        <source>Add a webhook</source>
        <translation>添加 Webhook</translation>
    </message>
    <message>
        <source>Add a DingTalk robot</source>
        <translation>添加钉钉机器人</translation>
    </message>
    <message>
        <source>Add a Feishu robot</source>
        <translation>添加飞书机器人</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n 条未恢复</numerusform>
        </translation>
    </message>
    <message>
        <source>Silenced for %1</source>
        <translation>已静默 %1</translation>
    </message>
    <message>
        <source>Heard again</source>
        <translation>已恢复通知</translation>
    </message>
</context>
<context>
    <name>ui::AliasSheet</name>
    <message>
        <source>Save alias</source>
        <translation>保存别名</translation>
    </message>
    <message>
        <source>Add target</source>
        <translation>添加目标</translation>
    </message>
    <message>
        <source>New alias</source>
        <translation>新建别名</translation>
    </message>
    <message>
        <source>Edit alias</source>
        <translation>编辑别名</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>指向</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What callers ask for. It wins over a model of the same name.</source>
        <translation>调用方请求的名称。优先于同名的模型。</translation>
    </message>
    <message>
        <source>As for all: %1</source>
        <translation>与全局相同：%1</translation>
    </message>
    <message>
        <source>As for all</source>
        <translation>与全局相同</translation>
    </message>
    <message>
        <source>Kept together</source>
        <translation>保持在一起</translation>
    </message>
    <message>
        <source>Not kept together</source>
        <translation>不保持在一起</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Calls of one session</source>
        <translation>同一会话的调用</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>Say which model.</source>
        <translation>请指明模型。</translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile. Save again to put this in its place.</source>
        <translation>期间它已在别处被更改。再次保存将以此处内容替换。</translation>
    </message>
</context>
<context>
    <name>ui::AliasesModel</name>
    <message>
        <source>else</source>
        <translation>否则</translation>
    </message>
    <message>
        <source>%1 at %2, weight %3, priority %4</source>
        <translation>%2 的 %1，权重 %3，优先级 %4</translation>
    </message>
    <message>
        <source>as for all</source>
        <translation>与全局相同</translation>
    </message>
    <message>
        <source>on</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>指向</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
</context>
<context>
    <name>ui::AnswerCard</name>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>复制应答</translation>
    </message>
    <message>
        <source>What is shown of the call</source>
        <translation>显示调用的哪一部分</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>尚未发送</translation>
    </message>
    <message>
        <source>Write a prompt and send it. The answer comes in here as it is made, with its bytes, its route and its cost.</source>
        <translation>写下提示词并发送。应答会随生成显示在这里，附带原始字节、路由和费用。</translation>
    </message>
    <message>
        <source>The call in full</source>
        <translation>完整的调用</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>目前 %1</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>传输中</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>已中断</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n 次尝试</numerusform>
        </translation>
    </message>
    <message>
        <source>Client and provider speak the same dialect: the parameters went on as they came.</source>
        <translation>客户端与供应商使用同一种方言：参数原样转发。</translation>
    </message>
    <message>
        <source>The log tells this when the answer is over.</source>
        <translation>应答结束后，日志会给出这些内容。</translation>
    </message>
    <message>
        <source>The log has not told of this call yet.</source>
        <translation>日志中还没有这次调用。</translation>
    </message>
</context>
<context>
    <name>ui::AnswerView</name>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Calls the tool %1</source>
        <translation>调用工具 %1</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Something else: see Raw</source>
        <translation>其他内容：见“原始”</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>The rest is left out here. Raw has the end of it.</source>
        <translation>其余部分在此省略。“原始”中有它的结尾。</translation>
    </message>
</context>
<context>
    <name>ui::AttemptTimeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>%1, nothing was sent yet</source>
        <translation>%1，尚未发出任何内容</translation>
    </message>
    <message>
        <source>first token %1</source>
        <translation>首个 Token %1</translation>
    </message>
    <message>
        <source>%1, then %2 tokens, %3 a second</source>
        <translation>%1，随后 %2 个 Token，每秒 %3 个</translation>
    </message>
    <message>
        <source>Attempt %1, %2, after %3, %4: %5</source>
        <translation>第 %1 次尝试，%2，%3 后开始，用时 %4：%5</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>首个 Token</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
</context>
<context>
    <name>ui::AuditLogPage</name>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Name, address, id or value</source>
        <translation>名称、地址、标识或值</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Nothing was done yet</source>
        <translation>尚无操作</translation>
    </message>
    <message>
        <source>Every change to the gateway, every sign-in and every refusal is written down here: who, from where, before and after.</source>
        <translation>对网关的每次更改、每次登录和每次拒绝都会记录在这里：由谁、从哪里、之前和之后的值。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>No entry matches</source>
        <translation>没有匹配的记录</translation>
    </message>
    <message>
        <source>No entry of the audit log fits all of these filters.</source>
        <translation>审计日志中没有符合全部筛选条件的记录。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Verify the audit log</source>
        <translation>校验审计日志</translation>
    </message>
    <message>
        <source>Export the audit log</source>
        <translation>导出审计日志</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>无匹配</translation>
    </message>
    <message numerus="yes">
        <source>%1 entry(s) match</source>
        <translation>
            <numerusform>匹配 %1 条记录</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 entry(s)</source>
        <translation>
            <numerusform>%1 条记录</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>The entries that are shown, newest first</source>
        <translation>显示的记录，从新到旧</translation>
    </message>
    <message>
        <source>All entries, newest first</source>
        <translation>全部记录，从新到旧</translation>
    </message>
</context>
<context>
    <name>ui::AuditSheet</name>
    <message>
        <source>What changed</source>
        <translation>更改内容</translation>
    </message>
    <message>
        <source>Nothing that is kept was changed.</source>
        <translation>没有更改任何保存的内容。</translation>
    </message>
    <message>
        <source>Nothing: it was refused.</source>
        <translation>无：操作被拒绝。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Refused with</source>
        <translation>拒绝代码</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Hash</source>
        <translation>哈希</translation>
    </message>
    <message>
        <source>Copy the hash</source>
        <translation>复制哈希</translation>
    </message>
</context>
<context>
    <name>ui::AxisChoice</name>
    <message>
        <source>Told apart by</source>
        <translation>分组方式</translation>
    </message>
</context>
<context>
    <name>ui::BodiesPanel</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show what was said</source>
        <translation>显示请求与回答</translation>
    </message>
    <message>
        <source>Requests and answers are kept where the settings say so. Reading them is written down.</source>
        <translation>只有在设置中选择后才会保留请求与回答。查看会被记录。</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>请求与回答</translation>
    </message>
    <message>
        <source>Only administrators may read what calls say.</source>
        <translation>只有管理员可以查看调用的内容。</translation>
    </message>
    <message>
        <source>Nothing of this call is kept. What is kept is chosen in the settings.</source>
        <translation>此调用的内容没有保留。保留哪些内容在设置中选择。</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>%1: not kept</source>
        <translation>%1：未保留</translation>
    </message>
    <message>
        <source>%1, %2: withheld, because secrets could not be taken out</source>
        <translation>%1，%2：已扣留，因为无法去除其中的密钥</translation>
    </message>
    <message>
        <source>%1, %2: no text</source>
        <translation>%1，%2：不是文本</translation>
    </message>
    <message>
        <source>%1, the beginning of %2</source>
        <translation>%1，%2 中的开头部分</translation>
    </message>
</context>
<context>
    <name>ui::BodiesSection</name>
    <message>
        <source>Requests and answers</source>
        <translation>请求与回答</translation>
    </message>
    <message>
        <source>Per cent of the calls</source>
        <translation>调用的百分比</translation>
    </message>
    <message>
        <source>Where some of the calls are kept: so many of a hundred.</source>
        <translation>保留部分调用时：每一百次中保留的次数。</translation>
    </message>
    <message>
        <source>Kilobytes of each</source>
        <translation>每份的千字节数</translation>
    </message>
    <message>
        <source>What is longer is cut there, requests and answers alike.</source>
        <translation>请求和回答超出的部分都会被截去。</translation>
    </message>
    <message>
        <source>Keep them for days</source>
        <translation>保留天数</translation>
    </message>
    <message>
        <source>They go with their call at the latest, whatever stands here.</source>
        <translation>无论此处如何设置，最迟随所属调用一起删除。</translation>
    </message>
    <message>
        <source>Keep them up to megabytes</source>
        <translation>最多保留的兆字节数</translation>
    </message>
    <message>
        <source>The oldest go when there are more.</source>
        <translation>超出时最旧的会被删除。</translation>
    </message>
    <message>
        <source>What calls say</source>
        <translation>调用的内容</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不保留</translation>
    </message>
    <message>
        <source>Of calls that fail</source>
        <translation>失败的调用</translation>
    </message>
    <message>
        <source>Of some calls</source>
        <translation>部分调用</translation>
    </message>
    <message>
        <source>Of all calls</source>
        <translation>所有调用</translation>
    </message>
    <message>
        <source>Keep what calls say</source>
        <translation>保留调用的内容</translation>
    </message>
    <message>
        <source>Prompts and answers, encrypted, with known secrets taken out. Whoever reads them is in the audit log.</source>
        <translation>提示词与回答加密保存，并去除已知的密钥。谁查看过都会记入审计日志。</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Remove what is kept</source>
        <translation>删除已保留的内容</translation>
    </message>
    <message>
        <source>All requests and answers go, for good. The calls stay in the log.</source>
        <translation>所有请求与回答将被永久删除，调用记录仍然保留。</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>彻底移除</translation>
    </message>
    <message>
        <source>Take out what matches</source>
        <translation>去除匹配的内容</translation>
    </message>
    <message>
        <source>Regular expressions (RE2), one a line: what they match in what is kept from now on becomes ***. Known secrets are taken out in any case.</source>
        <translation>正则表达式（RE2），每行一个：此后保存的内容中匹配的部分会变成 ***。已知的密钥无论如何都会去除。</translation>
    </message>
</context>
<context>
    <name>ui::BooksSection</name>
    <message>
        <source>Costs and records</source>
        <translation>成本与记录</translation>
    </message>
    <message>
        <source>Exchange rates…</source>
        <translation>汇率…</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Costs are booked in US dollars and shown in this one, too: every day at its own rate. To choose it, give a rate of it.</source>
        <translation>成本以美元记账，同时以此货币显示：每天按当日汇率换算。要选择某种货币，请先填写它的汇率。</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Keep calls for days</source>
        <translation>调用记录保留天数</translation>
    </message>
    <message>
        <source>What goes are the rows of older calls with their attempts. Sums, costs and the ledger stay, whatever stands here.</source>
        <translation>更早的调用及其尝试的明细会被删除。无论此处填写什么，合计、成本和账本都会保留。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Keep calls up to megabytes</source>
        <translation>调用记录最大占用（MB）</translation>
    </message>
    <message>
        <source>The oldest calls go while usage.db is larger, but none of the last day.</source>
        <translation>usage.db 超过此大小时删除最早的调用，但最近一天的调用不会删除。</translation>
    </message>
    <message>
        <source>Give a whole number, such as 90.</source>
        <translation>请填写整数，例如 90。</translation>
    </message>
</context>
<context>
    <name>ui::BoundField</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save and delete what is beyond</source>
        <translation>保存并删除超出部分</translation>
    </message>
</context>
<context>
    <name>ui::BreakdownCard</name>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
    <message>
        <source>No call in this time.</source>
        <translation>这段时间没有调用。</translation>
    </message>
    <message>
        <source>Unpriced</source>
        <translation>未定价</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) with %1 tokens have no known price and are in none of the sums.</source>
        <translation>
            <numerusform>%n 次调用（%1 个 Token）没有已知价格，未计入任何合计。</numerusform>
        </translation>
    </message>
    <message>
        <source>Show its calls</source>
        <translation>显示其调用</translation>
    </message>
</context>
<context>
    <name>ui::BreakdownModel</name>
    <message>
        <source>%1 of it estimated</source>
        <translation>其中 %1 为估算</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n 次调用未定价</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in, %2 of them from a cache · %3 out</source>
        <translation>输入 %1，其中 %2 来自缓存 · 输出 %3</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) failed</source>
        <translation>
            <numerusform>%n 次调用失败</numerusform>
        </translation>
    </message>
    <message>
        <source>First token after %1, on average</source>
        <translation>平均 %1 后出现首个 Token</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token 数</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>Average time</source>
        <translation>平均耗时</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>%1 at the rates of its days</source>
        <translation>按各日汇率为 %1</translation>
    </message>
</context>
<context>
    <name>ui::BudgetItem</name>
    <message>
        <source>Off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>已用完</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已超出</translation>
    </message>
    <message>
        <source>Nearly used</source>
        <translation>即将用完</translation>
    </message>
    <message>
        <source>Will not last</source>
        <translation>撑不到期末</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>硬</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>软</translation>
    </message>
    <message>
        <source>%1 held · %2</source>
        <translation>占用 %1 · %2</translation>
    </message>
</context>
<context>
    <name>ui::BudgetSheet</name>
    <message>
        <source>Save budget</source>
        <translation>保存预算</translation>
    </message>
    <message>
        <source>New budget</source>
        <translation>新建预算</translation>
    </message>
    <message>
        <source>Edit budget</source>
        <translation>编辑预算</translation>
    </message>
    <message>
        <source>For example design team</source>
        <translation>例如：设计组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Limit in US dollars</source>
        <translation>上限（美元）</translation>
    </message>
    <message>
        <source>For each</source>
        <translation>每</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>硬</translation>
    </message>
    <message>
        <source>Soft</source>
        <translation>软</translation>
    </message>
    <message>
        <source>When it is used up</source>
        <translation>用完之后</translation>
    </message>
    <message>
        <source>Serve models without a price</source>
        <translation>允许未定价的模型</translation>
    </message>
    <message>
        <source>Nobody knows what they cost, so they are not counted.</source>
        <translation>没有人知道它们的成本，因此不计入。</translation>
    </message>
    <message>
        <source>As ever</source>
        <translation>照旧</translation>
    </message>
    <message>
        <source>Lead calls to</source>
        <translation>把调用导向</translation>
    </message>
    <message>
        <source>A model or alias, or cost_first for the cheapest target.</source>
        <translation>模型或别名；cost_first 表示最便宜的目标。</translation>
    </message>
    <message>
        <source>Tell when it reaches, in %</source>
        <translation>达到多少时提醒（%）</translation>
    </message>
    <message>
        <source>The gateway&apos;s own</source>
        <translation>网关自己的时区</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>For example Europe/Berlin</source>
        <translation>例如：Asia/Shanghai</translation>
    </message>
    <message>
        <source>Week begins on</source>
        <translation>一周从哪天开始</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>A call whose worst case does not fit is refused. It is never overspent.</source>
        <translation>最坏情况下放不下的调用会被拒绝，绝不会超支。</translation>
    </message>
    <message>
        <source>You are told, and calls go on: as ever, or to another model.</source>
        <translation>您会收到提醒，调用继续：照旧，或改用另一个模型。</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请取一个名称。</translation>
    </message>
    <message>
        <source>Give an amount such as 25.00.</source>
        <translation>请输入金额，例如 25.00。</translation>
    </message>
    <message>
        <source>Give whole numbers with commas: 50, 80, 100.</source>
        <translation>请输入用逗号分隔的整数：50, 80, 100。</translation>
    </message>
    <message>
        <source>Say which one.</source>
        <translation>请说明是哪一个。</translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile. Save again to put this in its place.</source>
        <translation>它在别处被更改过。再次保存即可用这里的内容替换。</translation>
    </message>
</context>
<context>
    <name>ui::BudgetValue</name>
    <message>
        <source>name of a budget</source>
        <translation>预算名称</translation>
    </message>
    <message>
        <source>%1, less than so much is left</source>
        <translation>%1，剩余少于</translation>
    </message>
    <message>
        <source>less than</source>
        <translation>少于</translation>
    </message>
</context>
<context>
    <name>ui::BudgetsCard</name>
    <message>
        <source>Budgets</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>how much may be spent, and how much is</source>
        <translation>最多可花多少，已花多少</translation>
    </message>
    <message>
        <source>New budget</source>
        <translation>新建预算</translation>
    </message>
    <message>
        <source>No budget yet. A budget limits what a key, a provider, a model or everybody may spend in a day, a week or a month; a hard one is never overspent.</source>
        <translation>还没有预算。预算限制某个密钥、供应商、模型或所有人在一天、一周或一个月内的花费；硬预算绝不会超支。</translation>
    </message>
    <message>
        <source>Budget %1 saved</source>
        <translation>预算 %1 已保存</translation>
    </message>
    <message>
        <source>Budget %1 removed</source>
        <translation>预算 %1 已移除</translation>
    </message>
    <message>
        <source>Edit budget…</source>
        <translation>编辑预算…</translation>
    </message>
    <message>
        <source>Remove budget</source>
        <translation>移除预算</translation>
    </message>
</context>
<context>
    <name>ui::CallExtras</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON 模式</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>标头</translation>
    </message>
    <message>
        <source>JSON schema of the answer</source>
        <translation>应答的 JSON 模式</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Request class</source>
        <translation>请求类别</translation>
    </message>
</context>
<context>
    <name>ui::CallFigures</name>
    <message>
        <source>%1 a second</source>
        <translation>每秒 %1</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>输入 Token</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>输出 Token</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
</context>
<context>
    <name>ui::CallWatch</name>
    <message>
        <source>Open the call</source>
        <translation>打开此调用</translation>
    </message>
    <message>
        <source>Make a key first</source>
        <translation>请先创建密钥</translation>
    </message>
    <message>
        <source>Every call shows a key. New key makes one, and the snippet takes it up.</source>
        <translation>每个调用都要出示密钥。点击“新建密钥”创建一个，代码片段会自动使用它。</translation>
    </message>
    <message>
        <source>Waiting for your first call</source>
        <translation>等待您的第一个调用</translation>
    </message>
    <message>
        <source>Run the snippet. The call with the key %1 shows up here within a second or two.</source>
        <translation>运行代码片段。使用密钥 %1 的调用会在一两秒内显示在这里。</translation>
    </message>
    <message>
        <source>A call arrived and failed</source>
        <translation>收到一个失败的调用</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <translation>%1：%2。%3。</translation>
    </message>
    <message>
        <source>Your call arrived</source>
        <translation>已收到您的调用</translation>
    </message>
    <message>
        <source>%1 by %2 in %3: %4 tokens, %5.</source>
        <extracomment>%1 model as asked for, %2 provider, %3 time it took, %4 tokens, %5 cost</extracomment>
        <translation>%1 由 %2 应答，用时 %3：%4 个 Token，%5。</translation>
    </message>
</context>
<context>
    <name>ui::CallersSection</name>
    <message>
        <source>Who may call</source>
        <translation>谁可以调用</translation>
    </message>
    <message>
        <source>Addresses that may call</source>
        <translation>允许调用的地址</translation>
    </message>
    <message>
        <source>Addresses and ranges, one a line. Nothing here: all of them. This computer always may.</source>
        <translation>地址和网段，每行一个。留空则允许所有地址。本机始终可以调用。</translation>
    </message>
    <message>
        <source>Addresses that may not call</source>
        <translation>禁止调用的地址</translation>
    </message>
    <message>
        <source>They are turned away before any key is looked at, whatever else stands here. Nothing here: none.</source>
        <translation>在查看密钥之前就会被拒绝，不论此处还写了什么。留空则不禁止任何地址。</translation>
    </message>
    <message>
        <source>Names it is called by</source>
        <translation>调用所用的主机名</translation>
    </message>
    <message>
        <source>One a line, with the port where a proxy has another. Nothing here: it answers to its addresses and to localhost only, so that no web page reaches it by a name of its own.</source>
        <translation>每行一个；代理使用其他端口时请带上端口。留空则只应答自己的地址和 localhost，这样网页就无法用自己的域名访问它。</translation>
    </message>
    <message>
        <source>Web pages that may call</source>
        <translation>允许调用的网页</translation>
    </message>
    <message>
        <source>Their origins, one a line, exactly as browsers name them. They may call models with a key, and nothing else. Nothing here: no web page may.</source>
        <translation>网页的来源，每行一个，写法与浏览器发送的完全一致。它们只能凭密钥调用模型。留空则不允许任何网页。</translation>
    </message>
    <message>
        <source>Proxies in front of it</source>
        <translation>前置代理</translation>
    </message>
    <message>
        <source>Addresses and ranges, one a line, whose word about who calls is believed. Nothing here: nobody&apos;s is.</source>
        <translation>地址和网段，每行一个，采信它们所说的调用方地址。留空则都不采信。</translation>
    </message>
    <message>
        <source>Header that names the caller</source>
        <translation>标明调用方的标头</translation>
    </message>
    <message>
        <source>The one in which those proxies say for whom they ask. They must not pass on what callers wrote into it.</source>
        <translation>这些代理用它说明是替谁请求的。它们不得转发调用方自己写入的内容。</translation>
    </message>
    <message>
        <source>Metrics without a key</source>
        <translation>无需密钥读取指标</translation>
    </message>
    <message>
        <source>Programs on this computer may read /metrics without one; others need one.</source>
        <translation>本机程序读取 /metrics 时不需要密钥，其他计算机仍然需要。</translation>
    </message>
</context>
<context>
    <name>ui::CallsSection</name>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>provider/model</source>
        <translation>供应商/模型</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>默认模型</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Requests sent for one call at most, over all providers. The default is 4.</source>
        <translation>一次调用最多向所有供应商发送的请求数。默认为 4。</translation>
    </message>
    <message>
        <source>What the model name &quot;default&quot; means. Empty: the sandbox, while there is no other provider.</source>
        <translation>模型名 &quot;default&quot; 所指的模型。留空：在没有其他供应商时使用沙盒。</translation>
    </message>
</context>
<context>
    <name>ui::CertificateFiles</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key)</source>
        <translation>PEM 文件 (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>File of the certificate</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Certificate, with its chain</source>
        <translation>证书及其证书链</translation>
    </message>
    <message>
        <source>File of its key</source>
        <translation>密钥文件</translation>
    </message>
    <message>
        <source>Its key, if not in the same file</source>
        <translation>密钥（若不在同一文件中）</translation>
    </message>
    <message>
        <source>Use these files</source>
        <translation>使用这些文件</translation>
    </message>
    <message>
        <source>A certificate of your own</source>
        <translation>自己的证书</translation>
    </message>
    <message>
        <source>As PEM files; nobody but you may be able to read the key. Nothing here: the one that is made here.</source>
        <translation>PEM 文件；密钥文件只能由您读取。留空则使用在本机制作的证书。</translation>
    </message>
</context>
<context>
    <name>ui::CertificateRows</name>
    <message>
        <source>Copy the fingerprint</source>
        <translation>复制指纹</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Copy the certificate</source>
        <translation>复制证书</translation>
    </message>
    <message>
        <source>For programs of others</source>
        <translation>供其他计算机的程序使用</translation>
    </message>
    <message>
        <source>The certificate in PEM form. A program that trusts it knows that it talks to this gateway and to nobody between.</source>
        <translation>PEM 格式的证书。信任它的程序可以确认对方就是此网关，中间没有别人。</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>制作新证书</translation>
    </message>
    <message>
        <source>Another certificate</source>
        <translation>更换证书</translation>
    </message>
    <message>
        <source>It expired on %1.</source>
        <translation>已于 %1 过期。</translation>
    </message>
    <message>
        <source>Good until %1.</source>
        <translation>有效期至 %1。</translation>
    </message>
    <message>
        <source>Made here, for %1.</source>
        <translation>在本机为 %1 制作。</translation>
    </message>
    <message>
        <source>From %1, for %2.</source>
        <translation>来自 %1，为 %2 制作。</translation>
    </message>
    <message>
        <source>Read it anew</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Whoever trusts the one of now has to be given the new one.</source>
        <translation>信任当前证书的程序都需要换用新证书。</translation>
    </message>
    <message>
        <source>It comes from files. Once they are renewed, have them read: callers see them at once.</source>
        <translation>证书来自文件。续期后请重新读取，调用方会立即看到新证书。</translation>
    </message>
    <message>
        <source>Replace the one of now</source>
        <translation>替换当前证书</translation>
    </message>
    <message>
        <source>Callers see the new certificate from now on</source>
        <translation>调用方从现在起看到新证书</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>ui::ChannelItem</name>
    <message>
        <source>Send test</source>
        <translation>发送测试</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已关闭</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 条等待</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>已就绪</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>从 %1 起</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>发送至 %1</translation>
    </message>
    <message>
        <source>Send a test to %1</source>
        <translation>向 %1 发送测试</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>更改 %1</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
</context>
<context>
    <name>ui::ChannelSheet</name>
    <message>
        <source>The test was taken in %1 ms. See whether it arrived.</source>
        <translation>测试消息已在 %1 毫秒内被接收。请查看是否送达。</translation>
    </message>
    <message>
        <source>Save channel</source>
        <translation>保存渠道</translation>
    </message>
    <message>
        <source>Add channel</source>
        <translation>添加渠道</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Sent from this severity on</source>
        <translation>从此严重程度起发送</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Messages are posted here as JSON, signed as Standard Webhooks says.</source>
        <translation>消息以 JSON 形式发送到此地址，并按 Standard Webhooks 规范签名。</translation>
    </message>
    <message>
        <source>The webhook address that the group shows for its custom robot.</source>
        <translation>群的自定义机器人所显示的 Webhook 地址。</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>邮件服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Without encryption no password is sent, but to a server on this computer.</source>
        <translation>不加密时不会发送密码，本机上的服务器除外。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Several addresses with commas between them.</source>
        <translation>多个地址之间用逗号分隔。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Empty: without signing in</source>
        <translation>留空：不登录</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Signing secret</source>
        <translation>签名密钥</translation>
    </message>
    <message>
        <source>There is one. Leave it empty to keep it.</source>
        <translation>已设置。留空则保持不变。</translation>
    </message>
    <message>
        <source>Any long random text, or one that begins with whsec_; the receiver needs it, too.</source>
        <translation>任意一段较长的随机文本，或以 whsec_ 开头的密钥；接收方也需要它。</translation>
    </message>
    <message>
        <source>The robot&apos;s secret, where its signature check is on.</source>
        <translation>启用加签校验时，填写机器人的密钥。</translation>
    </message>
    <message>
        <source>Certificate pin</source>
        <translation>证书指纹</translation>
    </message>
    <message>
        <source>Only for a server whose certificate this system does not trust.</source>
        <translation>仅用于证书不受本系统信任的服务器。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>彻底移除</translation>
    </message>
    <message>
        <source>Its secret goes with it, and what still waits is not sent.</source>
        <translation>其密钥会一并移除，仍在等待的消息不再发送。</translation>
    </message>
    <message>
        <source>Channel %1 removed</source>
        <translation>渠道 %1 已移除</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>Channel %1 saved</source>
        <translation>渠道 %1 已保存</translation>
    </message>
    <message>
        <source>The channels were changed elsewhere meanwhile. Close this and open it again.</source>
        <translation>渠道已在别处更改。请关闭后重新打开。</translation>
    </message>
</context>
<context>
    <name>ui::ChannelsCard</name>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>No channel yet. A channel sends alerts to people who are not at this window: by e-mail, to a DingTalk or Feishu group, or to a program of yours as a signed webhook.</source>
        <translation>还没有渠道。渠道会把告警发送给不在此窗口前的人：通过电子邮件、钉钉或飞书群，或以带签名的 Webhook 发送给您的程序。</translation>
    </message>
    <message>
        <source>Notifications on this desktop</source>
        <translation>本机桌面通知</translation>
    </message>
    <message>
        <source>Shown on the desktop from this severity on</source>
        <translation>从此严重程度起在桌面显示</translation>
    </message>
    <message>
        <source>Desktop notifications</source>
        <translation>桌面通知</translation>
    </message>
    <message>
        <source>Shown while Switchyard runs on this desktop, also without its window.</source>
        <translation>Switchyard 在此桌面运行时显示，窗口关闭时也会显示。</translation>
    </message>
</context>
<context>
    <name>ui::ChartPlot</name>
    <message>
        <source>Show as table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>复制数据</translation>
    </message>
</context>
<context>
    <name>ui::ChartTableModel</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>ui::ChecksSection</name>
    <message>
        <source>Health checks</source>
        <translation>健康检查</translation>
    </message>
    <message>
        <source>Check providers&apos; keys</source>
        <translation>检查供应商的密钥</translation>
    </message>
    <message>
        <source>Each key is checked by itself, at no cost: the provider is asked for its models. A call that went well counts as a check.</source>
        <translation>每个密钥都会自动检查，不产生费用：向供应商询问其模型列表。成功的调用也算一次检查。</translation>
    </message>
    <message>
        <source>Seconds between checks</source>
        <translation>检查间隔（秒）</translation>
    </message>
    <message>
        <source>A key that fails is checked ever less often, up to ten minutes apart.</source>
        <translation>失败的密钥检查间隔会逐渐变长，最长十分钟。</translation>
    </message>
    <message>
        <source>Seconds until no answer</source>
        <translation>等待应答（秒）</translation>
    </message>
    <message>
        <source>A check that has no answer by then is tried again.</source>
        <translation>到时没有应答的检查会重试。</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>How often a check without an answer is tried again before it has failed.</source>
        <translation>没有应答的检查在判定失败前重试的次数。</translation>
    </message>
    <message>
        <source>Failures in a row</source>
        <translation>连续失败次数</translation>
    </message>
    <message>
        <source>So many failed checks mark a key as down. One that is refused is marked at once.</source>
        <translation>连续失败达到此次数，密钥即标为停用；被拒绝的密钥会立即标记。</translation>
    </message>
    <message>
        <source>There is no provider yet.</source>
        <translation>还没有供应商。</translation>
    </message>
    <message>
        <source>Providers that are left out</source>
        <translation>不检查的供应商</translation>
    </message>
    <message>
        <source>Keys of those with a tick are not checked by themselves. Calls still show how they do.</source>
        <translation>勾选的供应商，其密钥不会被自动检查；通过调用仍能看出它们的状况。</translation>
    </message>
</context>
<context>
    <name>ui::ClientPicker</name>
    <message>
        <source>Pick your client</source>
        <translation>选择客户端</translation>
    </message>
</context>
<context>
    <name>ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Search or jump to</source>
        <translation>搜索或跳转</translation>
    </message>
    <message>
        <source>Command or page</source>
        <translation>命令或页面</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>No command or page has these letters.</source>
        <translation>没有匹配的命令或页面。</translation>
    </message>
</context>
<context>
    <name>ui::ComparedBars</name>
    <message>
        <source>As it was %1, what if %2</source>
        <translation>实际 %1，假设 %2</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
</context>
<context>
    <name>ui::ConnectPage</name>
    <message>
        <source>Connect</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>The gateway does not listen, so no call can arrive. Overview says why.</source>
        <translation>网关没有监听，收不到任何调用。原因见概览页。</translation>
    </message>
    <message>
        <source>API reference</source>
        <translation>API 参考</translation>
    </message>
    <message>
        <source>Opens in the browser; calls can be tried out there</source>
        <translation>在浏览器中打开，可以在那里试着调用</translation>
    </message>
</context>
<context>
    <name>ui::ConnectionTest</name>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>It does not work yet</source>
        <translation>还无法使用</translation>
    </message>
    <message numerus="yes">
        <source>It works, %n model(s) found</source>
        <translation>
            <numerusform>可以使用，找到 %n 个模型</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It works, %n model(s) found in %1</source>
        <translation>
            <numerusform>可以使用，用时 %1，找到 %n 个模型</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::CooldownRing</name>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
<context>
    <name>ui::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ui::CostsPage</name>
    <message>
        <source>Costs</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>By client key</source>
        <translation>按客户端密钥</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>No call of this time has a price.</source>
        <translation>这段时间的调用都没有价格。</translation>
    </message>
    <message>
        <source>No call in this time.</source>
        <translation>这段时间没有调用。</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token 数</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>响应时间</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Slip of one key, PDF…</source>
        <translation>单个密钥的账单（PDF）…</translation>
    </message>
    <message>
        <source>Reconcile with a usage export…</source>
        <translation>与用量导出对账…</translation>
    </message>
    <message>
        <source>What if…</source>
        <translation>假设分析…</translation>
    </message>
    <message>
        <source>Calls without a price</source>
        <translation>没有价格的调用</translation>
    </message>
    <message>
        <source>New budget…</source>
        <translation>新建预算…</translation>
    </message>
    <message>
        <source>One span back</source>
        <translation>上一段时间</translation>
    </message>
    <message>
        <source>One span forth</source>
        <translation>下一段时间</translation>
    </message>
    <message>
        <source>Show the costs of now</source>
        <translation>显示当前的成本</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>vs the span before</source>
        <translation>较上一段时间</translation>
    </message>
    <message>
        <source>about %1 by its end</source>
        <translation>到期末约 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n 次调用为估算</numerusform>
        </translation>
    </message>
    <message>
        <source>%1% answered</source>
        <translation>%1% 已应答</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Pay into prepaid credit…</source>
        <translation>充值预付额度…</translation>
    </message>
</context>
<context>
    <name>ui::CreditSheet</name>
    <message>
        <source>Pay</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Pay in</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Closed: its holder&apos;s calls are not paid from it any more.</source>
        <translation>已关闭：持有者的调用不再由它支付。</translation>
    </message>
    <message>
        <source>%1 left, %2 of it free</source>
        <translation>余额 %1，其中可用 %2</translation>
    </message>
    <message>
        <source>Pay back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Amount in US dollars</source>
        <translation>金额（美元）</translation>
    </message>
    <message>
        <source>For example invoice 7</source>
        <translation>例如：发票 7</translation>
    </message>
    <message>
        <source>Note for the statement</source>
        <translation>对账单备注</translation>
    </message>
    <message>
        <source>From then on the holder&apos;s calls are paid from it. Payments stay as they are; a mistake is mended by another.</source>
        <translation>此后持有者的调用由它支付。付款记录不可更改；有误时请再记一笔冲正。</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>对账单</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Close account</source>
        <translation>关闭账户</translation>
    </message>
    <message>
        <source>Give an amount such as 25.00.</source>
        <translation>请填写金额，例如 25.00。</translation>
    </message>
    <message>
        <source>Say which one.</source>
        <translation>请指明是哪一个。</translation>
    </message>
    <message>
        <source>%1 paid back to %2</source>
        <translation>已向 %2 退款 %1</translation>
    </message>
    <message>
        <source>%1 paid in for %2</source>
        <translation>已为 %2 充值 %1</translation>
    </message>
</context>
<context>
    <name>ui::CreditsCard</name>
    <message>
        <source>Prepaid credit</source>
        <translation>预付额度</translation>
    </message>
    <message>
        <source>whose calls are paid from what was paid in before</source>
        <translation>谁的调用由预先充值的金额支付</translation>
    </message>
    <message>
        <source>Pay in</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Nobody has prepaid credit. The first payment for a client key, a user or a team opens an account; from then on their calls are paid from it and refused when it does not cover them.</source>
        <translation>还没有预付额度。为客户端密钥、用户或团队首次充值即开设账户；此后其调用由该账户支付，余额不足以覆盖时会被拒绝。</translation>
    </message>
    <message>
        <source>Credit of %1 closed</source>
        <translation>已关闭 %1 的预付额度</translation>
    </message>
</context>
<context>
    <name>ui::CreditsModel</name>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>已用尽</translation>
    </message>
    <message>
        <source>%1 of it free</source>
        <translation>其中可用 %1</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持有者</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>已充值</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>已花费</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已预留</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>余额</translation>
    </message>
</context>
<context>
    <name>ui::DataSection</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the data directory</source>
        <translation>打开数据目录</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Settings in config.db, calls in usage.db. No key of a provider is in it.</source>
        <translation>设置在 config.db 中，调用在 usage.db 中。其中没有供应商的密钥。</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Record of calls</source>
        <translation>调用记录</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>A store is damaged in places, and what is there cannot be read.</source>
        <translation>存储有部分损坏，这些内容无法读取。</translation>
    </message>
    <message>
        <source>A damaged usage.db was set aside, and a new one begun.</source>
        <translation>已将损坏的 usage.db 移到一旁，并新建了一个。</translation>
    </message>
    <message>
        <source>Everything in them can be read.</source>
        <translation>其中的内容都可以读取。</translation>
    </message>
    <message>
        <source>Every call is written down.</source>
        <translation>每次调用都会记录。</translation>
    </message>
    <message>
        <source>Calls cannot be written down just now.</source>
        <translation>目前无法记录调用。</translation>
    </message>
</context>
<context>
    <name>ui::DataTable</name>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>%1, ascending</source>
        <extracomment>A line of the menu &quot;Sort by&quot;: the column&apos;s name.</extracomment>
        <translation>%1，升序</translation>
    </message>
    <message>
        <source>%1, descending</source>
        <translation>%1，降序</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>复制 ID</translation>
    </message>
</context>
<context>
    <name>ui::DefaultsRow</name>
    <message>
        <source>Keep sessions together</source>
        <translation>同一会话保持在一起</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>默认模型</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Calls of one session stay with one target, so that the provider&apos;s prompt cache stays warm.</source>
        <translation>同一会话的调用始终发往同一目标，使供应商的提示词缓存保持有效。</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>其余调用</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>ui::DiagnosticsSheet</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>What helps to find a fault, in one file. No key, no password and no prompt is in it.</source>
        <translation>有助于查找故障的内容，都在一个文件中。其中没有密钥、密码或提示词。</translation>
    </message>
    <message>
        <source>This is all of it. Look through it before you give it to somebody: names of providers, models and keys, addresses and paths of this computer are in it.</source>
        <translation>这就是全部内容。交给他人之前请先查看：其中包含供应商、模型和密钥的名称，以及本机的地址和路径。</translation>
    </message>
    <message>
        <source>What the file says</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Being gathered…</source>
        <translation>正在收集…</translation>
    </message>
    <message>
        <source>There is nothing to save.</source>
        <translation>没有可保存的内容。</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>第 %1 个，共 %2 个 · %3</translation>
    </message>
    <message>
        <source>Give a file in a folder that there is.</source>
        <translation>请指定一个已有文件夹中的文件。</translation>
    </message>
    <message>
        <source>It could not be written: %1</source>
        <translation>无法写入：%1</translation>
    </message>
</context>
<context>
    <name>ui::EditProviderSheet</name>
    <message>
        <source>Save provider</source>
        <translation>保存供应商</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Pass any model name through to it</source>
        <translation>将任何模型名称原样转给它</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Lower is tried first.</source>
        <translation>数字越小越先尝试。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Share among equals.</source>
        <translation>同级之间的份额。</translation>
    </message>
    <message>
        <source>Connect within</source>
        <translation>连接时限</translation>
    </message>
    <message>
        <source>First token within</source>
        <translation>首个 Token 时限</translation>
    </message>
    <message>
        <source>Silent at most</source>
        <translation>最长静默</translation>
    </message>
    <message>
        <source>In all at most</source>
        <translation>总时限</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Further headers</source>
        <translation>附加请求头</translation>
    </message>
    <message>
        <source>One a line, name: value. Not for keys.</source>
        <translation>每行一个，格式为 名称: 值。不要用来放密钥。</translation>
    </message>
    <message>
        <source>Its keys were entered for another host. Enter them again after saving.</source>
        <translation>它的密钥是为另一台主机输入的，保存后请重新输入。</translation>
    </message>
    <message>
        <source>Each line must look like name: value.</source>
        <translation>每行都必须是 名称: 值 的格式。</translation>
    </message>
    <message>
        <source>Of streamed answers.</source>
        <translation>仅用于流式回答。</translation>
    </message>
    <message>
        <source>Directly</source>
        <translation>直接</translation>
    </message>
    <message>
        <source>Through the proxy pool</source>
        <translation>通过代理池</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接方式</translation>
    </message>
    <message>
        <source>Through the pool, it is never called in any other way. Proxies are on the Health page.</source>
        <translation>通过代理池时，绝不会以其他方式调用。代理在“健康”页面中设置。</translation>
    </message>
</context>
<context>
    <name>ui::EndpointBadge</name>
    <message>
        <source>Copy the endpoint</source>
        <translation>复制接入地址</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未监听</translation>
    </message>
</context>
<context>
    <name>ui::EndpointCard</name>
    <message>
        <source>Copy the endpoint</source>
        <translation>复制接入地址</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>未监听</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>无地址</translation>
    </message>
    <message>
        <source>The ledger cannot be written</source>
        <translation>账本无法写入</translation>
    </message>
    <message>
        <source>calls in flight</source>
        <translation>进行中的调用</translation>
    </message>
    <message>
        <source>active sessions</source>
        <translation>活跃会话</translation>
    </message>
    <message>
        <source>health</source>
        <translation>健康度</translation>
    </message>
    <message>
        <source>Version %1, running since %2</source>
        <translation>版本 %1，自 %2 起运行</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
</context>
<context>
    <name>ui::ErrorCard</name>
    <message>
        <source>If it fails</source>
        <translation>如果失败</translation>
    </message>
    <message>
        <source>Status, code or word</source>
        <translation>状态码、错误码或关键词</translation>
    </message>
    <message>
        <source>No error matches these words.</source>
        <translation>没有符合条件的错误。</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>ui::ExpiryField</name>
    <message>
        <source>Expires</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>永不</translation>
    </message>
    <message numerus="yes">
        <source>In %n day(s)</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>指定日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>This day is over.</source>
        <translation>这一天已经过去。</translation>
    </message>
    <message>
        <source>Refused from %1 on.</source>
        <translation>自 %1 起拒绝使用。</translation>
    </message>
</context>
<context>
    <name>ui::ExportSheet</name>
    <message>
        <source>Export costs</source>
        <translation>导出成本</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Calls, tokens and times</source>
        <translation>调用、Token 和耗时</translation>
    </message>
    <message>
        <source>Slip of one key for a month</source>
        <translation>单个密钥的月账单</translation>
    </message>
    <message>
        <source>A row for each</source>
        <translation>每行一个</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>不再细分</translation>
    </message>
    <message>
        <source>And for each</source>
        <translation>以及每</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>The whole time</source>
        <translation>整段时间</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端密钥</translation>
    </message>
</context>
<context>
    <name>ui::FailoversCard</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 切换到 %2</translation>
    </message>
    <message>
        <source>Recent failovers</source>
        <translation>最近的故障切换</translation>
    </message>
    <message>
        <source>None. No call needed another provider.</source>
        <translation>没有。没有调用需要切换供应商。</translation>
    </message>
</context>
<context>
    <name>ui::FileSheet</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止，没有写入任何内容。</translation>
    </message>
    <message>
        <source>Give a file in a folder that there is.</source>
        <translation>请指定一个已有文件夹中的文件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Being made…</source>
        <translation>正在生成…</translation>
    </message>
</context>
<context>
    <name>ui::FilterBar</name>
    <message>
        <source>Id, model, provider or key</source>
        <translation>ID、模型、供应商或密钥</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Failovers</source>
        <translation>故障切换</translation>
    </message>
    <message>
        <source>Only calls that took more than one attempt</source>
        <translation>只看尝试过不止一次的调用</translation>
    </message>
    <message>
        <source>Type to search</source>
        <translation>输入以搜索</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>There is none yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>The list could not be read</source>
        <translation>无法读取列表</translation>
    </message>
</context>
<context>
    <name>ui::FirstCallHelp</name>
    <message>
        <source>No calls yet</source>
        <translation>还没有调用</translation>
    </message>
    <message>
        <source>Each call appears here as it ends, with its tokens, cost and time. Try the sandbox: it costs nothing.</source>
        <translation>每次调用结束后都会显示在这里，附带 Token 数、成本和耗时。可以先用沙盒试一试，不产生任何费用。</translation>
    </message>
    <message>
        <source>Make a key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Copy the command that makes a key</source>
        <translation>复制创建密钥的命令</translation>
    </message>
    <message>
        <source>Send a call with it</source>
        <translation>用它发送一次调用</translation>
    </message>
    <message>
        <source>Copy the curl command</source>
        <translation>复制 curl 命令</translation>
    </message>
</context>
<context>
    <name>ui::FirstCallStep</name>
    <message>
        <source>Send the first call</source>
        <translation>发出第一次调用</translation>
    </message>
    <message>
        <source>Make a key, copy the lines into a terminal, and see the call arrive here.</source>
        <translation>创建密钥，把这几行复制到终端，然后在这里看到调用到达。</translation>
    </message>
</context>
<context>
    <name>ui::FirstRun</name>
    <message>
        <source>First-time setup</source>
        <translation>首次设置</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>钥匙串</translation>
    </message>
    <message>
        <source>First call</source>
        <translation>首次调用</translation>
    </message>
    <message>
        <source>Skip the setup</source>
        <translation>跳过设置</translation>
    </message>
    <message>
        <source>Skip this step</source>
        <translation>跳过这一步</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Step %1 of %2. Everything here can be changed in Settings.</source>
        <translation>第 %1 步，共 %2 步。这里的一切都可以在设置中更改。</translation>
    </message>
</context>
<context>
    <name>ui::FirstSteps</name>
    <message>
        <source>Add a provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>It answers the calls that reach your endpoint. The sandbox is built in and needs none.</source>
        <translation>到达接入地址的调用由它应答。内置的沙盒不需要供应商。</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>A provider is there</source>
        <translation>已有供应商</translation>
    </message>
    <message>
        <source>Make a key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Programs show it when they call. It is shown once, when it is made.</source>
        <translation>程序调用时出示它。密钥只在创建时显示一次。</translation>
    </message>
    <message>
        <source>Make key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>A key is there</source>
        <translation>已有密钥</translation>
    </message>
    <message>
        <source>Send the first call</source>
        <translation>发出第一次调用</translation>
    </message>
    <message>
        <source>Copy a few lines for your program. This page fills by itself when the call arrives.</source>
        <translation>为你的程序复制几行代码。调用到达后，本页会自动显示数据。</translation>
    </message>
    <message>
        <source>Connect a program</source>
        <translation>接入程序</translation>
    </message>
    <message>
        <source>Three steps to the first call</source>
        <translation>三步完成第一次调用</translation>
    </message>
    <message>
        <source>Figures and charts appear here with it.</source>
        <translation>之后这里会显示数字和图表。</translation>
    </message>
</context>
<context>
    <name>ui::FormSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Not saved yet. Close it again to discard.</source>
        <translation>尚未保存。再次关闭即放弃更改。</translation>
    </message>
</context>
<context>
    <name>ui::FurtherFilters</name>
    <message>
        <source>5, &lt;2 or 1-5</source>
        <translation>如 5、&lt;2 或 1-5</translation>
    </message>
    <message>
        <source>The whole word</source>
        <translation>完整的词</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>更多筛选</translation>
    </message>
</context>
<context>
    <name>ui::GeneralSection</name>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Run first-time setup again</source>
        <translation>再次运行首次设置</translation>
    </message>
    <message>
        <source>First-time setup</source>
        <translation>首次设置</translation>
    </message>
    <message>
        <source>Address, provider, key and first call, step by step.</source>
        <translation>一步一步设置地址、供应商、密钥和首次调用。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Stay in tray</source>
        <translation>留在托盘</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>When I close the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <source>The gateway is there before you need it, without a window.</source>
        <translation>无需打开窗口，网关随时可用。</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>For what needs you: a locked keychain, a port that is taken.</source>
        <translation>提示需要您处理的事情：钥匙串已锁定、端口被占用。</translation>
    </message>
    <message>
        <source>The desktop&apos;s folder for start files cannot be written to.</source>
        <translation>桌面的启动文件夹无法写入。</translation>
    </message>
    <message>
        <source>%1 % from the next start, %2 % now.</source>
        <translation>下次启动起为 %1 %，现在为 %2 %。</translation>
    </message>
    <message>
        <source>The size of everything. It changes with a restart.</source>
        <translation>界面整体大小。重启后生效。</translation>
    </message>
    <message>
        <source>In the tray the gateway goes on answering calls.</source>
        <translation>留在托盘时，网关继续应答调用。</translation>
    </message>
    <message>
        <source>This desktop has no tray, so closing quits, after open calls have ended.</source>
        <translation>此桌面没有托盘，因此关闭即退出，并等待进行中的调用结束。</translation>
    </message>
</context>
<context>
    <name>ui::HealthCard</name>
    <message>
        <source>available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>available · %1</source>
        <translation>可用 · %1</translation>
    </message>
    <message>
        <source>%1 available</source>
        <translation>可用率 %1</translation>
    </message>
</context>
<context>
    <name>ui::HealthPage</name>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 小时</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>Check all now</source>
        <translation>立即检查全部</translation>
    </message>
    <message>
        <source>No provider yet</source>
        <translation>还没有供应商</translation>
    </message>
    <message>
        <source>Once there is one, its keys are checked here, and their last thirty days are shown.</source>
        <translation>添加之后，这里会检查它的密钥，并显示最近三十天的状况。</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Availability of</source>
        <translation>可用率的时段</translation>
    </message>
    <message>
        <source>Check all keys now</source>
        <translation>立即检查全部密钥</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>each bar is one day, %1</source>
        <translation>每条为一天，%1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / 共 %2</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Choose models that are asked</source>
        <translation>选择要询问的模型</translation>
    </message>
</context>
<context>
    <name>ui::HealthSheet</name>
    <message>
        <source>Needs no key</source>
        <translation>不需要密钥</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即检查</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last check</source>
        <translation>上次检查</translation>
    </message>
    <message>
        <source>Next check</source>
        <translation>下次检查</translation>
    </message>
    <message>
        <source>Answered in</source>
        <translation>应答用时</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚无</translation>
    </message>
    <message>
        <source>%1, by a call that went well</source>
        <translation>%1，由一次成功的调用</translation>
    </message>
    <message>
        <source>not planned yet</source>
        <translation>尚未安排</translation>
    </message>
    <message>
        <source>it is not checked by itself</source>
        <translation>不自动检查</translation>
    </message>
    <message>
        <source>the provider does not tell</source>
        <translation>供应商未告知</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
</context>
<context>
    <name>ui::HealthSummary</name>
    <message>
        <source>All is well</source>
        <translation>一切正常</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need a look</source>
        <translation>
            <numerusform>%n 项需要留意</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等，另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Every key that is in use can be used.</source>
        <translation>所有启用的密钥都可用。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / 共 %2</translation>
    </message>
    <message>
        <source>providers answer</source>
        <translation>供应商有应答</translation>
    </message>
    <message>
        <source>keys ready</source>
        <translation>密钥可用</translation>
    </message>
</context>
<context>
    <name>ui::HedgingFields</name>
    <message>
        <source>Second attempt</source>
        <translation>第二次尝试</translation>
    </message>
    <message>
        <source>A call that has brought nothing yet is sent to the next target as well. The quicker answer counts; the other is called off, and what it cost is booked.</source>
        <translation>迟迟没有内容的调用会同时发往下一个目标。以先到的回答为准；另一个会被取消，其费用照常入账。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>when it is slower than usual</source>
        <translation>比平时慢时</translation>
    </message>
    <message numerus="yes">
        <source>after %n second(s)</source>
        <translation>
            <numerusform>%n 秒后</numerusform>
        </translation>
    </message>
    <message>
        <source>Second attempts at most</source>
        <translation>第二次尝试的上限</translation>
    </message>
    <message>
        <source>So many of a hundred calls may be sent twice, so that a slow provider does not double the bill.</source>
        <translation>每百次调用中最多有这么多次会发送两次，以免缓慢的供应商使费用翻倍。</translation>
    </message>
    <message>
        <source>%1% of calls</source>
        <translation>调用的 %1%</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation>%1 秒后</translation>
    </message>
</context>
<context>
    <name>ui::HelpSheet</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>ui::HistorySheet</name>
    <message>
        <source>no text</source>
        <translation>没有文字</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Take it over into the form</source>
        <translation>填入表单</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>复制为 curl</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Nothing was sent from here yet.</source>
        <translation>还没有从这里发送过调用。</translation>
    </message>
    <message>
        <source>The last 50 calls made here, without keys and answers.</source>
        <translation>在这里发起的最近 50 次调用，不含密钥和应答。</translation>
    </message>
</context>
<context>
    <name>ui::KeyEntry</name>
    <message>
        <source>Keychain</source>
        <translation>钥匙串</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Where the key is kept</source>
        <translation>密钥的保存位置</translation>
    </message>
    <message>
        <source>Kept in the system keychain, never in the database.</source>
        <translation>保存在系统钥匙串中，绝不写入数据库。</translation>
    </message>
    <message>
        <source>Name of the variable</source>
        <translation>变量名称</translation>
    </message>
    <message>
        <source>Path of the file</source>
        <translation>文件路径</translation>
    </message>
    <message>
        <source>Read from the environment that Switchyard was started in, or from its .env file.</source>
        <translation>从启动 Switchyard 时的环境或其 .env 文件中读取。</translation>
    </message>
    <message>
        <source>Read from a file that only you may read (mode 0600).</source>
        <translation>从只有您可以读取的文件中读取（权限 0600）。</translation>
    </message>
    <message>
        <source>Access key id and secret key with a colon between, ID:SECRET; or a Bedrock API key.</source>
        <translation>访问密钥 ID 与私有密钥，中间用冒号隔开，即 ID:SECRET；也可以是 Bedrock API 密钥。</translation>
    </message>
    <message>
        <source>The JSON file of a service account: say where it is, or paste what it holds.</source>
        <translation>服务账号的 JSON 文件：填写文件位置，或粘贴其内容。</translation>
    </message>
</context>
<context>
    <name>ui::KeyForm</name>
    <message>
        <source>For example laptop or docs-bot</source>
        <translation>例如 laptop 或 docs-bot</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Give it a name, so that you know later who uses it.</source>
        <translation>请填写名称，方便以后知道是谁在使用。</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>名称太长。</translation>
    </message>
    <message>
        <source>You cannot give a role above your own.</source>
        <translation>不能授予高于您自己的角色。</translation>
    </message>
    <message>
        <source>The key was changed somewhere else meanwhile. Close this and open it again.</source>
        <translation>密钥已在别处更改。请关闭后重新打开。</translation>
    </message>
</context>
<context>
    <name>ui::KeyPicker</name>
    <message>
        <source>The key itself</source>
        <translation>密钥本身</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Nobody can read a key again. Paste it once: it is known until Switchyard ends, and not stored.</source>
        <translation>密钥无法再次读取。粘贴一次即可：在 Switchyard 退出前有效，不会保存。</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>no key yet</source>
        <translation>还没有密钥</translation>
    </message>
    <message>
        <source>No key that may call is this one.</source>
        <translation>没有可用于调用的密钥与此相符。</translation>
    </message>
    <message>
        <source>A call needs a key. Paste one, or make a new one.</source>
        <translation>调用需要密钥。请粘贴一个，或新建一个。</translation>
    </message>
</context>
<context>
    <name>ui::KeyRights</name>
    <message>
        <source>There is no provider yet.</source>
        <translation>还没有供应商。</translation>
    </message>
    <message>
        <source>Allowed models</source>
        <translation>允许的模型</translation>
    </message>
    <message>
        <source>Exact names, separated by commas. Empty allows all.</source>
        <translation>填写准确的名称，用逗号分隔。留空则允许所有模型。</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Allowed providers</source>
        <translation>允许的供应商</translation>
    </message>
    <message>
        <source>None chosen allows all.</source>
        <translation>一个都不选则允许所有供应商。</translation>
    </message>
    <message>
        <source>Allowed addresses</source>
        <translation>允许的地址</translation>
    </message>
    <message>
        <source>Addresses and networks, separated by commas. Empty allows all.</source>
        <translation>填写地址和网段，用逗号分隔。留空则允许所有地址。</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Put on each of its calls, to group costs by.</source>
        <translation>加在它的每次调用上，便于按标签统计成本。</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>A call is refused when its provider cannot be told everything it says. Otherwise the answer lists what was left out.</source>
        <translation>如果无法把请求的全部内容转达给供应商，就拒绝该调用。否则，应答会列出被省略的部分。</translation>
    </message>
    <message>
        <source>Signed requests</source>
        <translation>签名请求</translation>
    </message>
    <message>
        <source>Each request must be signed (HMAC-SHA256), and none is taken twice. What to sign with is shown once.</source>
        <translation>每个请求都必须签名（HMAC-SHA256），且不会被接受两次。签名密钥只显示一次。</translation>
    </message>
    <message>
        <source>Signing secret</source>
        <translation>签名密钥</translation>
    </message>
    <message>
        <source>Where it is: env:NAME or file:/PATH. Empty: one is made and kept in the keychain.</source>
        <translation>它的位置：env:名称 或 file:/路径。留空则自动生成，并保存在钥匙串中。</translation>
    </message>
    <message>
        <source>One is made</source>
        <translation>自动生成</translation>
    </message>
    <message>
        <source>In the keychain</source>
        <translation>在钥匙串中</translation>
    </message>
</context>
<context>
    <name>ui::KeySheet</name>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Create a key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>One for each app or person</source>
        <translation>每个应用或每个人各用一个</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>%1…, created %2</source>
        <translation>%1…，创建于 %2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>轮换</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Calls with it are refused from then on. It stays in the list.</source>
        <translation>此后使用它的调用都会被拒绝。它仍保留在列表中。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Calls with it are refused, and it leaves the list. Its past calls and costs stay.</source>
        <translation>使用它的调用会被拒绝，并从列表中移除。它过去的调用和成本会保留。</translation>
    </message>
    <message>
        <source>Key created</source>
        <translation>密钥已创建</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>I have stored the key</source>
        <translation>我已保存好密钥</translation>
    </message>
    <message>
        <source>Makes a new key with the same name and rights. You say how long the old one still works.</source>
        <translation>生成名称和权限相同的新密钥。由您决定旧密钥还能用多久。</translation>
    </message>
    <message>
        <source>Rotate the key</source>
        <translation>轮换密钥</translation>
    </message>
    <message>
        <source>Make the new key</source>
        <translation>生成新密钥</translation>
    </message>
    <message>
        <source>Signing key made</source>
        <translation>已生成签名密钥</translation>
    </message>
    <message>
        <source>Key rotated</source>
        <translation>密钥已轮换</translation>
    </message>
    <message>
        <source>%1, for %2</source>
        <translation>%1，属于 %2</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接入</translation>
    </message>
</context>
<context>
    <name>ui::KeyWaitRow</name>
    <message>
        <source>Probe</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Probe the key %1</source>
        <translation>检测密钥 %1</translation>
    </message>
    <message>
        <source>Let the key %1 get calls again</source>
        <translation>恢复使用密钥 %1</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>解除</translation>
    </message>
</context>
<context>
    <name>ui::KeychainSection</name>
    <message>
        <source>Keychain</source>
        <translation>钥匙串</translation>
    </message>
    <message>
        <source>Keychain of the system</source>
        <translation>系统钥匙串</translation>
    </message>
    <message>
        <source>Keys elsewhere</source>
        <translation>其他位置的密钥</translation>
    </message>
    <message>
        <source>A provider&apos;s key may also come from an environment variable (env:NAME) or from a file that only you may read (file:PATH). Both work without a keychain.</source>
        <translation>供应商的密钥也可以来自环境变量（env:NAME）或只有您可读的文件（file:PATH）。两者都不需要钥匙串。</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Keys of providers that you type are kept there, and nowhere else.</source>
        <translation>您输入的供应商密钥保存在那里，别处都没有。</translation>
    </message>
</context>
<context>
    <name>ui::KeychainStep</name>
    <message>
        <source>Where keys are kept</source>
        <translation>密钥保存在哪里</translation>
    </message>
    <message>
        <source>Keys of providers that you type never stand in a file of Switchyard: the keychain of your system has them.</source>
        <translation>您输入的供应商密钥绝不会写入 Switchyard 的文件：它们由系统钥匙串保管。</translation>
    </message>
</context>
<context>
    <name>ui::KeysCard</name>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Use the key %1</source>
        <translation>使用密钥 %1</translation>
    </message>
    <message>
        <source>Edit key…</source>
        <translation>编辑密钥…</translation>
    </message>
    <message>
        <source>Test key</source>
        <translation>测试密钥</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>移除密钥</translation>
    </message>
    <message>
        <source>Keys of %1</source>
        <translation>%1 的密钥</translation>
    </message>
    <message>
        <source>It has no key yet, so it cannot be called.</source>
        <translation>它还没有密钥，因此无法调用。</translation>
    </message>
    <message>
        <source>It needs no key.</source>
        <translation>它不需要密钥。</translation>
    </message>
    <message>
        <source>lowest priority first, then by weight</source>
        <translation>优先级数字小的在前，其次按权重</translation>
    </message>
    <message>
        <source>Key %1 of %2 removed</source>
        <translation>已移除 %2 的密钥 %1</translation>
    </message>
    <message>
        <source>Hold key</source>
        <translation>暂停使用密钥</translation>
    </message>
    <message>
        <source>Let it get calls again</source>
        <translation>恢复使用</translation>
    </message>
</context>
<context>
    <name>ui::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Create a key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Rename or change the key</source>
        <translation>重命名或更改密钥</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>移除密钥</translation>
    </message>
    <message>
        <source>Keys &amp; users</source>
        <translation>密钥与用户</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Keys, users or teams</source>
        <translation>密钥、用户或团队</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>添加团队</translation>
    </message>
    <message>
        <source>Change the user</source>
        <translation>更改用户</translation>
    </message>
    <message>
        <source>Change the team</source>
        <translation>更改团队</translation>
    </message>
    <message>
        <source>Remove the user</source>
        <translation>移除用户</translation>
    </message>
    <message>
        <source>Remove the team</source>
        <translation>移除团队</translation>
    </message>
</context>
<context>
    <name>ui::KeysSummary</name>
    <message>
        <source>Keys are stored as hashes. Only the first letters are kept to read.</source>
        <translation>密钥以哈希形式保存，只有开头几个字符可读。</translation>
    </message>
    <message numerus="yes">
        <source>active key(s)</source>
        <translation>
            <numerusform>个有效密钥</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expire(s) this month</source>
        <translation>
            <numerusform>个本月到期</numerusform>
        </translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
</context>
<context>
    <name>ui::KeysTab</name>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Filter keys</source>
        <translation>筛选密钥</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>No key matches these words.</source>
        <translation>没有符合条件的密钥。</translation>
    </message>
    <message>
        <source>Make the first key</source>
        <translation>创建第一个密钥</translation>
    </message>
    <message>
        <source>Every app that calls your endpoint shows a key. Give each its own: then you see who uses what, and can end one without the others.</source>
        <translation>每个调用接入地址的应用都要出示密钥。为每个应用单独创建密钥，就能看清谁用了什么，也能单独停用其中一个。</translation>
    </message>
    <message>
        <source>Create a key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Rename or change</source>
        <translation>重命名或更改</translation>
    </message>
    <message>
        <source>Show how to connect</source>
        <translation>查看接入方法</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>轮换</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>吊销</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Revoking</source>
        <translation>正在吊销</translation>
    </message>
    <message>
        <source>%1 is revoked</source>
        <translation>已吊销 %1</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>已移除 %1</translation>
    </message>
</context>
<context>
    <name>ui::LanguageStep</name>
    <message>
        <source>Welcome to Switchyard</source>
        <translation>欢迎使用 Switchyard</translation>
    </message>
    <message>
        <source>A few steps until your first call. Each one can be skipped and done later.</source>
        <translation>只需几步即可发出第一次调用。每一步都可以跳过，以后再做。</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>ui::LicencesSheet</name>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>What Switchyard is made of</source>
        <translation>Switchyard 的组成部分</translation>
    </message>
</context>
<context>
    <name>ui::LimitBars</name>
    <message>
        <source>Used now</source>
        <translation>当前使用</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / 共 %2</translation>
    </message>
    <message>
        <source>Tokens in the last minute</source>
        <translation>最近一分钟的 token</translation>
    </message>
    <message>
        <source>Calls at once</source>
        <translation>同时进行的调用</translation>
    </message>
    <message>
        <source>Calls in the last minute</source>
        <translation>最近一分钟的调用</translation>
    </message>
</context>
<context>
    <name>ui::LimitFields</name>
    <message>
        <source>Calls a minute</source>
        <translation>每分钟调用</translation>
    </message>
    <message>
        <source>Tokens a minute</source>
        <translation>每分钟 Token</translation>
    </message>
    <message>
        <source>Calls at once</source>
        <translation>同时调用</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>A whole number, or empty for no limit.</source>
        <translation>请输入整数，留空表示不限。</translation>
    </message>
</context>
<context>
    <name>ui::ListField</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ui::ListRow</name>
    <message>
        <source>Save: %1</source>
        <translation>保存：%1</translation>
    </message>
</context>
<context>
    <name>ui::ListTab</name>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
</context>
<context>
    <name>ui::ListenBanner</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use another port</source>
        <translation>使用其他端口</translation>
    </message>
    <message>
        <source>Use port %1 instead</source>
        <translation>改用端口 %1</translation>
    </message>
    <message>
        <source>The port is still taken</source>
        <translation>端口仍被占用</translation>
    </message>
</context>
<context>
    <name>ui::LogExportSheet</name>
    <message>
        <source>JSON lines</source>
        <translation>JSON 行</translation>
    </message>
</context>
<context>
    <name>ui::LogLineSheet</name>
    <message>
        <source>Line of the log</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制此行</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
</context>
<context>
    <name>ui::LogSection</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>保留的内容</translation>
    </message>
    <message>
        <source>Lines that matter less go nowhere. Everything is for looking for a fault: it is much, and fills the files quickly.</source>
        <translation>不那么重要的行会被丢弃。“全部”用于查找故障：内容很多，文件会很快写满。</translation>
    </message>
    <message>
        <source>Megabytes of a file</source>
        <translation>单个文件大小（MB）</translation>
    </message>
    <message>
        <source>A larger one makes way for a new one. 0: nothing is written to files.</source>
        <translation>超过后会换用新文件。0：不写入文件。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件数</translation>
    </message>
    <message>
        <source>So many are kept; the oldest goes.</source>
        <translation>保留这么多个；最旧的会被删除。</translation>
    </message>
</context>
<context>
    <name>ui::LogsPage</name>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Words, values or ids</source>
        <translation>关键词、值或标识</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Nothing was said yet</source>
        <translation>尚无日志</translation>
    </message>
    <message>
        <source>When the gateway starts, when a call fails at a provider, when something goes wrong: a line comes here, and into a file of the data directory.</source>
        <translation>网关启动时、调用在供应商处失败时、出现问题时，这里都会出现一行，并写入数据目录中的文件。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>没有匹配的行</translation>
    </message>
    <message>
        <source>No line of the log fits all of these filters.</source>
        <translation>日志中没有同时符合这些筛选条件的行。</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <translation>保存诊断信息…</translation>
    </message>
    <message>
        <source>Pause or follow the log</source>
        <translation>暂停或跟随日志</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>保存诊断信息</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>The log cannot be written to its files in %1 just now. Lines wait in memory and come into the files once that goes again.</source>
        <translation>目前无法将日志写入 %1 中的文件。各行先保存在内存中，恢复后会写入文件。</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message numerus="yes">
        <source>%1 new line(s)</source>
        <translation>
            <numerusform>%1 条新行</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Endpoint copied</source>
        <translation>接入地址已复制</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>正在监听 %1</translation>
    </message>
</context>
<context>
    <name>ui::MembersValue</name>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>connect, ms</source>
        <translation>连接，毫秒</translation>
    </message>
    <message>
        <source>first token, ms</source>
        <translation>首个 token，毫秒</translation>
    </message>
    <message>
        <source>silence, ms</source>
        <translation>静默，毫秒</translation>
    </message>
    <message>
        <source>total, ms</source>
        <translation>总计，毫秒</translation>
    </message>
</context>
<context>
    <name>ui::ModelChoice</name>
    <message>
        <source>Filter models</source>
        <translation>筛选模型</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>None</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Models to use</source>
        <translation>要使用的模型</translation>
    </message>
    <message>
        <source>Tick all models</source>
        <translation>勾选所有模型</translation>
    </message>
    <message>
        <source>Tick no model</source>
        <translation>取消勾选所有模型</translation>
    </message>
    <message>
        <source>Add a model by name</source>
        <translation>按名称添加模型</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add this model</source>
        <translation>添加此模型</translation>
    </message>
    <message>
        <source>%1 (in the list already)</source>
        <translation>%1（已在列表中）</translation>
    </message>
    <message numerus="yes">
        <source>%n of %1 ticked</source>
        <translation>
            <numerusform>共 %1 个，已勾选 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ModelMapCard</name>
    <message>
        <source>Model map</source>
        <translation>模型映射</translation>
    </message>
    <message>
        <source>names for callers, and where they lead</source>
        <translation>供调用方使用的名称及其指向</translation>
    </message>
    <message>
        <source>New alias</source>
        <translation>新建别名</translation>
    </message>
    <message>
        <source>Use the alias %1</source>
        <translation>使用别名 %1</translation>
    </message>
    <message>
        <source>No alias yet. An alias such as &quot;fast&quot; leads to one model or to several by weight, and callers need not know which.</source>
        <translation>还没有别名。“fast”这样的别名可以指向一个模型，也可以按权重指向多个模型，调用方无需知道具体是哪一个。</translation>
    </message>
    <message>
        <source>Edit alias…</source>
        <translation>编辑别名…</translation>
    </message>
    <message>
        <source>Turn on or off</source>
        <translation>启用或停用</translation>
    </message>
    <message>
        <source>Remove alias</source>
        <translation>移除别名</translation>
    </message>
    <message>
        <source>Weights of %1 saved</source>
        <translation>已保存 %1 的权重</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>已移除 %1</translation>
    </message>
</context>
<context>
    <name>ui::ModelsPanel</name>
    <message>
        <source>Add models</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Use the model %1</source>
        <translation>使用模型 %1</translation>
    </message>
    <message>
        <source>Remove model</source>
        <translation>移除模型</translation>
    </message>
    <message numerus="yes">
        <source>%n, %1 on</source>
        <translation>
            <numerusform>%n 个，%1 个已启用</numerusform>
        </translation>
    </message>
    <message>
        <source>Any model name is passed through to it.</source>
        <translation>任何模型名称都会原样转给它。</translation>
    </message>
    <message>
        <source>It has no model yet, so no call reaches it.</source>
        <translation>它还没有模型，因此不会收到调用。</translation>
    </message>
    <message>
        <source>Model %1 of %2 removed</source>
        <translation>已移除 %2 的模型 %1</translation>
    </message>
</context>
<context>
    <name>ui::ModelsSheet</name>
    <message>
        <source>Add models</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Asking %1 for its models…</source>
        <translation>正在向 %1 查询模型…</translation>
    </message>
    <message>
        <source>It named no models. Add them by name.</source>
        <translation>它没有列出模型，请按名称添加。</translation>
    </message>
</context>
<context>
    <name>ui::NewKeyView</name>
    <message>
        <source>Shown this one time</source>
        <translation>仅显示这一次</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>复制密钥</translation>
    </message>
    <message>
        <source>What this key may do</source>
        <translation>此密钥的权限</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>The key is no longer on the clipboard.</source>
        <translation>密钥已不在剪贴板中。</translation>
    </message>
    <message>
        <source>Strict</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>To sign requests with, shown this one time</source>
        <translation>用于签名请求，仅显示这一次</translation>
    </message>
    <message>
        <source>Copy signing key</source>
        <translation>复制签名密钥</translation>
    </message>
    <message>
        <source>The signing key is no longer on the clipboard.</source>
        <translation>签名密钥已不在剪贴板上。</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Old key</source>
        <translation>旧密钥</translation>
    </message>
    <message>
        <source>works until %1</source>
        <translation>可用至 %1</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>each request</source>
        <translation>每个请求</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
</context>
<context>
    <name>ui::NewerBar</name>
    <message>
        <source>Show new calls</source>
        <translation>显示新的调用</translation>
    </message>
</context>
<context>
    <name>ui::NumberSection</name>
    <message>
        <source>Give a whole number from %1 to %2.</source>
        <translation>请输入 %1 到 %2 之间的整数。</translation>
    </message>
</context>
<context>
    <name>ui::OnceBox</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>The clipboard is cleared half a minute after you copy.</source>
        <translation>复制半分钟后会清空剪贴板。</translation>
    </message>
    <message>
        <source>The clipboard is cleared in 0:%1.</source>
        <translation>剪贴板将在 0:%1 后清空。</translation>
    </message>
</context>
<context>
    <name>ui::OpenAlertsCard</name>
    <message>
        <source>Open alerts</source>
        <translation>未恢复的告警</translation>
    </message>
    <message>
        <source>Nothing is the matter.</source>
        <translation>一切正常。</translation>
    </message>
</context>
<context>
    <name>ui::OutageList</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Outages</source>
        <translation>停用记录</translation>
    </message>
    <message>
        <source>No key was out of use in the last 30 days.</source>
        <translation>最近 30 天没有密钥停用。</translation>
    </message>
    <message>
        <source>last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>ui::OutagesCard</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>out of use now</source>
        <translation>当前停用</translation>
    </message>
    <message>
        <source>View all</source>
        <translation>查看全部</translation>
    </message>
    <message>
        <source>Keys out of use</source>
        <translation>停用的密钥</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>told to wait</source>
        <translation>被要求等待</translation>
    </message>
    <message>
        <source>refused or failing</source>
        <translation>被拒绝或失败</translation>
    </message>
    <message>
        <source>held by hand</source>
        <translation>手动暂停</translation>
    </message>
    <message>
        <source>No key had to wait in the last 24 hours.</source>
        <translation>最近 24 小时内没有密钥需要等待。</translation>
    </message>
    <message>
        <source>Only the latest %1 are shown.</source>
        <translation>仅显示最近的 %1 条。</translation>
    </message>
    <message>
        <source>View fewer</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>ui::OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Response time</source>
        <translation>响应时间</translation>
    </message>
    <message>
        <source>No call was answered in the last 24 hours.</source>
        <translation>过去 24 小时没有得到应答的调用。</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>次调用</translation>
    </message>
    <message>
        <source>Model distribution</source>
        <translation>模型分布</translation>
    </message>
    <message>
        <source>Calls today, by model served</source>
        <translation>今日调用，按实际模型</translation>
    </message>
    <message>
        <source>No calls today yet.</source>
        <translation>今天还没有调用。</translation>
    </message>
    <message>
        <source>Cost trend</source>
        <translation>成本趋势</translation>
    </message>
    <message>
        <source>No call of the last 30 days has a price.</source>
        <translation>过去 30 天的调用均未定价。</translation>
    </message>
    <message>
        <source>Last 24 hours, by quarter of an hour, %1</source>
        <translation>过去 24 小时，每 15 分钟，%1</translation>
    </message>
    <message>
        <source>average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Last 30 days, %1</source>
        <translation>过去 30 天，%1</translation>
    </message>
    <message numerus="yes">
        <source>and %n call(s) unpriced</source>
        <translation>
            <numerusform>另有 %n 次调用未定价</numerusform>
        </translation>
    </message>
    <message>
        <source>in 30 days</source>
        <translation>30 天合计</translation>
    </message>
</context>
<context>
    <name>ui::OwnerFields</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A key stays with whom it was made for.</source>
        <translation>密钥始终属于为其创建的用户。</translation>
    </message>
    <message>
        <source>What it calls counts as theirs, for good. It may do no more than they may.</source>
        <translation>它的调用始终计在该用户名下，权限不会超过该用户。</translation>
    </message>
</context>
<context>
    <name>ui::OwnerSheet</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Put on each call, to group costs by.</source>
        <translation>加在每次调用上，便于按标签统计成本。</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile. Close this and open it again.</source>
        <translation>它在此期间已在别处更改。请关闭后重新打开。</translation>
    </message>
</context>
<context>
    <name>ui::Page</name>
    <message>
        <source>%1 Shown is what was known at %2.</source>
        <translation>%1当前显示的是 %2 时的数据。</translation>
    </message>
</context>
<context>
    <name>ui::PartList</name>
    <message>
        <source>Add condition</source>
        <translation>添加条件</translation>
    </message>
    <message>
        <source>Add action</source>
        <translation>添加动作</translation>
    </message>
    <message>
        <source>If</source>
        <translation>如果</translation>
    </message>
</context>
<context>
    <name>ui::PartRow</name>
    <message>
        <source>Remove condition</source>
        <translation>移除条件</translation>
    </message>
    <message>
        <source>Remove action</source>
        <translation>移除动作</translation>
    </message>
    <message>
        <source>Group, as JSON</source>
        <translation>条件组（JSON）</translation>
    </message>
    <message>
        <source>As JSON</source>
        <translation>以 JSON 表示</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>is so</source>
        <translation>满足</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>不满足</translation>
    </message>
    <message>
        <source>Must or must not be so</source>
        <translation>须满足或须不满足</translation>
    </message>
</context>
<context>
    <name>ui::PasswordSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make the password</source>
        <translation>生成密码</translation>
    </message>
    <message>
        <source>One-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>A password is made that is good for one sign-in: then %1 must choose another one. The password they have now ends, and all their sign-ins end with it. Their keys go on.</source>
        <translation>将生成只能用于一次登录的密码，登录后 %1 必须另选密码。现有密码随即失效，所有登录也随之结束。其密钥继续有效。</translation>
    </message>
    <message>
        <source>Give it to %1 yourself. It works until their first sign-in, which asks for another one.</source>
        <translation>请亲自交给 %1。它在首次登录前有效，登录时会要求另选密码。</translation>
    </message>
    <message>
        <source>Shown this one time</source>
        <translation>仅显示这一次</translation>
    </message>
    <message>
        <source>Copy password</source>
        <translation>复制密码</translation>
    </message>
    <message>
        <source>The password is no longer on the clipboard.</source>
        <translation>密码已不在剪贴板上。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>ui::PathField</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>ui::PlanDiffModel</name>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>ui::PlansModel</name>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发布时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>发布者</translation>
    </message>
</context>
<context>
    <name>ui::PlaygroundPage</name>
    <message>
        <source>Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>复制为 curl</translation>
    </message>
    <message>
        <source>Send the call</source>
        <translation>发送调用</translation>
    </message>
    <message>
        <source>Stop the call</source>
        <translation>停止调用</translation>
    </message>
    <message>
        <source>Start a new call</source>
        <translation>开始新的调用</translation>
    </message>
    <message>
        <source>Calls made before</source>
        <translation>以前的调用</translation>
    </message>
    <message>
        <source>Copy the call as curl</source>
        <translation>将调用复制为 curl</translation>
    </message>
    <message>
        <source>Write the request as JSON</source>
        <translation>用 JSON 编写请求</translation>
    </message>
    <message>
        <source>The call could not be made.</source>
        <translation>无法发起调用。</translation>
    </message>
    <message>
        <source>Copied. The key stands in it as $SWITCHYARD_API_KEY.</source>
        <translation>已复制。密钥在其中写作 $SWITCHYARD_API_KEY。</translation>
    </message>
    <message>
        <source>The gateway does not listen, so no call can be made. Overview says why.</source>
        <translation>网关没有监听，因此无法发起调用。“概览”说明了原因。</translation>
    </message>
</context>
<context>
    <name>ui::PortRow</name>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Use this port</source>
        <translation>使用此端口</translation>
    </message>
    <message>
        <source>Use a free port</source>
        <translation>使用空闲端口</translation>
    </message>
    <message>
        <source>From 1 to 65535. Calls under way are finished; programs have to be told.</source>
        <translation>1 到 65535。进行中的调用会完成；之后需要把新端口告诉各程序。</translation>
    </message>
    <message>
        <source>Give a number from 1 to 65535.</source>
        <translation>请输入 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>Another program has port %1.</source>
        <translation>端口 %1 被其他程序占用。</translation>
    </message>
    <message>
        <source>%1 (process %2) has port %3.</source>
        <translation>%1（进程 %2）占用了端口 %3。</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>使用端口 %1</translation>
    </message>
    <message>
        <source>Use another port</source>
        <translation>使用其他端口</translation>
    </message>
</context>
<context>
    <name>ui::PresetList</name>
    <message>
        <source>Search providers</source>
        <translation>搜索供应商</translation>
    </message>
    <message>
        <source>Kinds of providers</source>
        <translation>供应商类型</translation>
    </message>
</context>
<context>
    <name>ui::ProbeSheet</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Models that are asked</source>
        <translation>主动询问的模型</translation>
    </message>
    <message>
        <source>One token each, booked like any call, as Probe.</source>
        <translation>各请求一个令牌，与其他调用一样入账，名为 Probe。</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Each one every</source>
        <translation>每个模型的间隔</translation>
    </message>
    <message>
        <source>One that fails is asked ever less often. One that calls prove is not asked at all.</source>
        <translation>失败的模型会越来越少被询问；已由调用证实可用的不会被询问。</translation>
    </message>
    <message>
        <source>At most a day, in US dollars</source>
        <translation>每天上限（美元）</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>No provider has models by name yet.</source>
        <translation>还没有供应商列出模型名称。</translation>
    </message>
    <message>
        <source>no price is known</source>
        <translation>价格未知</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s), %1 a day</source>
        <translation>
            <numerusform>%n 个模型，每天 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is asked, and nothing is spent.</source>
        <translation>不询问任何模型，也不产生费用。</translation>
    </message>
    <message>
        <source>All of it would cost about %1 a day, and never more than the sum above.</source>
        <translation>全部合计每天约 %1，且绝不会超过上面的上限。</translation>
    </message>
    <message>
        <source>Give an amount, such as 0.05.</source>
        <translation>请输入金额，例如 0.05。</translation>
    </message>
</context>
<context>
    <name>ui::ProbesCard</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Models that are asked</source>
        <translation>主动询问的模型</translation>
    </message>
    <message>
        <source>A key may be good while one of its models does not answer. Choose providers whose models are asked for one token now and then: you see what it costs before anything is sent.</source>
        <translation>密钥有效，其中某个模型却可能没有应答。选择供应商后，会不时向其模型请求一个令牌；发送之前就能看到费用。</translation>
    </message>
    <message>
        <source>Choose whose models are asked</source>
        <translation>选择要询问哪些供应商的模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>%1 of %2 spent today</source>
        <translation>今天已用 %1，上限 %2</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>ui::ProgressBar</name>
    <message>
        <source>%1% used</source>
        <translation>已用 %1%</translation>
    </message>
</context>
<context>
    <name>ui::PromptCard</name>
    <message>
        <source>Dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON 文本</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>How the request is written</source>
        <translation>请求的编写方式</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>The request as JSON</source>
        <translation>JSON 形式的请求</translation>
    </message>
    <message>
        <source>the provider&apos;s</source>
        <translation>供应商默认</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Max tokens</source>
        <translation>最大 Token 数</translation>
    </message>
    <message>
        <source>Stream the answer</source>
        <translation>流式应答</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>停止 (Esc)</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>发送 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>More than a text: it can be changed as JSON.</source>
        <translation>不只是文字：可用 JSON 修改。</translation>
    </message>
</context>
<context>
    <name>ui::PromptForm</name>
    <message>
        <source>This is no JSON: line %1, column %2.</source>
        <translation>这不是 JSON：第 %1 行，第 %2 列。</translation>
    </message>
</context>
<context>
    <name>ui::ProviderDetail</name>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>次序</translation>
    </message>
    <message>
        <source>Timeouts</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Last test</source>
        <translation>上次测试</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>built in, no network</source>
        <translation>内置，无需网络</translation>
    </message>
    <message>
        <source>no calls yet</source>
        <translation>尚无调用</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 次失败</numerusform>
        </translation>
    </message>
    <message>
        <source>priority %1, weight %2</source>
        <translation>优先级 %1，权重 %2</translation>
    </message>
    <message>
        <source>connect %1 s, first token %2 s</source>
        <translation>连接 %1 秒，首个 Token %2 秒</translation>
    </message>
    <message>
        <source>not since the window opened</source>
        <translation>窗口打开后尚未测试</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n key(s) work</source>
        <translation>
            <numerusform>%n 个密钥中有 %1 个可用</numerusform>
        </translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>it answers</source>
        <translation>有应答</translation>
    </message>
</context>
<context>
    <name>ui::ProviderKeySheet</name>
    <message>
        <source>Save key</source>
        <translation>保存密钥</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>API key of %1</source>
        <translation>%1 的 API 密钥</translation>
    </message>
    <message>
        <source>Test key</source>
        <translation>测试密钥</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>密钥 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Replace the key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API 密钥</translation>
    </message>
    <message>
        <source>Now: %1. Leave it empty to keep it.</source>
        <translation>当前：%1。留空则保持不变。</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Lower is tried first.</source>
        <translation>数字越小越先尝试。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Share among equals.</source>
        <translation>同级之间的份额。</translation>
    </message>
    <message>
        <source>Give its key, or say which variable or file has it.</source>
        <translation>请输入密钥，或指定保存密钥的变量或文件。</translation>
    </message>
</context>
<context>
    <name>ui::ProviderSheets</name>
    <message>
        <source>%1 added</source>
        <translation>已添加 %1</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Key %1 saved</source>
        <translation>已保存密钥 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) added</source>
        <translation>
            <numerusform>已添加 %n 个模型</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ProviderStep</name>
    <message>
        <source>Add a provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>Its models answer your calls. You can add more later.</source>
        <translation>由它的模型应答您的调用。以后可以添加更多。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>已就绪</translation>
    </message>
    <message>
        <source>Calls go there. Go on, or add another one.</source>
        <translation>调用会发往那里。继续，或再添加一个。</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>No key at hand?</source>
        <translation>手头没有密钥？</translation>
    </message>
    <message>
        <source>Use the sandbox</source>
        <translation>使用沙盒</translation>
    </message>
    <message>
        <source>The sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>Built in: it answers at once, needs no network and costs nothing.</source>
        <translation>内置：立即应答，无需网络，也没有费用。</translation>
    </message>
    <message>
        <source>Set up %1</source>
        <translation>设置 %1</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>ui::ProvidersPage</name>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Add your first provider</source>
        <translation>添加第一个供应商</translation>
    </message>
    <message>
        <source>A provider answers the calls that reach your endpoint. Its key stays in the system keychain or in a variable that you name, never in the database.</source>
        <translation>供应商负责应答到达接入地址的调用。它的密钥保存在系统钥匙串或您指定的环境变量中，绝不写入数据库。</translation>
    </message>
    <message>
        <source>Copy the command that adds a provider</source>
        <translation>复制添加供应商的命令</translation>
    </message>
    <message numerus="yes">
        <source>%n provider(s), %1 on</source>
        <translation>
            <numerusform>%n 个供应商，%1 个已启用</numerusform>
        </translation>
    </message>
    <message>
        <source>Test all</source>
        <translation>全部测试</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>Test all providers</source>
        <translation>测试所有供应商</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>Or in a terminal</source>
        <translation>或在终端中</translation>
    </message>
    <message>
        <source>Edit provider…</source>
        <translation>编辑供应商…</translation>
    </message>
    <message>
        <source>Test provider</source>
        <translation>测试供应商</translation>
    </message>
    <message>
        <source>Add models…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Turn on or off</source>
        <translation>启用或停用</translation>
    </message>
    <message>
        <source>Try earlier</source>
        <translation>提前尝试</translation>
    </message>
    <message>
        <source>Try later</source>
        <translation>推后尝试</translation>
    </message>
    <message>
        <source>Remove provider</source>
        <translation>移除供应商</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>已移除 %1</translation>
    </message>
    <message>
        <source>%1: priority %2</source>
        <translation>%1：优先级 %2</translation>
    </message>
</context>
<context>
    <name>ui::ProxiesCard</name>
    <message>
        <source>Add proxy…</source>
        <translation>添加代理…</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>No proxy yet. Providers that are told to use the pool are called through its proxies alone.</source>
        <translation>还没有代理。设为使用代理池的供应商，只会通过其中的代理调用。</translation>
    </message>
    <message>
        <source>the pool that providers can be called through</source>
        <translation>可用来调用供应商的代理池</translation>
    </message>
</context>
<context>
    <name>ui::ProxySheet</name>
    <message>
        <source>Add proxy</source>
        <translation>添加代理</translation>
    </message>
    <message>
        <source>Save proxy</source>
        <translation>保存代理</translation>
    </message>
    <message>
        <source>Providers of the pool are called through a tunnel: the proxy sees where to, and nothing else.</source>
        <translation>供应商经由隧道调用：代理只看得到去往何处，看不到其他内容。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Its share of keys and calls among the proxies.</source>
        <translation>它在各代理中承担密钥和调用的份额。</translation>
    </message>
    <message>
        <source>Give it new calls</source>
        <translation>分配新调用</translation>
    </message>
    <message>
        <source>Switched off, it finishes what it began and gets nothing new.</source>
        <translation>关闭后，它会完成已开始的调用，不再接收新的调用。</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>立即检查</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) under way</source>
        <translation>
            <numerusform>%n 个调用进行中</numerusform>
        </translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>检查于 %1</translation>
    </message>
    <message>
        <source>Last error, %1: %2</source>
        <translation>最近一次错误，%1：%2</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Names of providers are looked up at the proxy.</source>
        <translation>供应商的主机名由代理解析。</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Empty: without signing in</source>
        <translation>留空：不登录</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Leave it empty to keep the one there is.</source>
        <translation>留空则保留现有密码。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>彻底移除</translation>
    </message>
    <message>
        <source>Its password goes with it. What is under way through it finishes.</source>
        <translation>其密码会一并移除；正在经由它进行的调用会完成。</translation>
    </message>
    <message>
        <source>Proxy %1 removed</source>
        <translation>代理 %1 已移除</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>Say where it is.</source>
        <translation>请填写它在哪里。</translation>
    </message>
    <message>
        <source>Proxy %1 saved</source>
        <translation>代理 %1 已保存</translation>
    </message>
    <message>
        <source>Available: 24 hours %1, 7 days %2, 30 days %3</source>
        <translation>可用率：24 小时 %1，7 天 %2，30 天 %3</translation>
    </message>
</context>
<context>
    <name>ui::QuoteBox</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>ui::RangeValue</name>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>%1, from</source>
        <translation>%1，起</translation>
    </message>
    <message>
        <source>%1, to</source>
        <translation>%1，止</translation>
    </message>
    <message>
        <source>any</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>ui::RatesSheet</name>
    <message>
        <source>Save rates</source>
        <translation>保存汇率</translation>
    </message>
    <message>
        <source>Exchange rates</source>
        <translation>汇率</translation>
    </message>
    <message>
        <source>How much of a currency is one US dollar, from a day of UTC on.</source>
        <translation>从某个 UTC 日期起，一美元等于多少该货币。</translation>
    </message>
    <message>
        <source>Rates, one on each line</source>
        <translation>汇率，每行一条</translation>
    </message>
    <message>
        <source>Currency, day and rate. The first one of a currency holds for the time before it, too.</source>
        <translation>货币、日期和汇率。某种货币的第一条也适用于此前的时间。</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>give a currency, a day and a rate, such as EUR 2026-01-01 0.9231.</source>
        <translation>请填写货币、日期和汇率，例如 EUR 2026-01-01 0.9231。</translation>
    </message>
    <message>
        <source>a currency is three letters, and not USD.</source>
        <translation>货币须为三个字母，且不能是 USD。</translation>
    </message>
    <message>
        <source>the day must be one such as 2026-11-20.</source>
        <translation>日期格式须如 2026-11-20。</translation>
    </message>
    <message>
        <source>the rate must be a decimal above 0, such as 0.9231, with at most 12 decimals.</source>
        <translation>汇率须为大于 0 的小数，例如 0.9231，最多 12 位小数。</translation>
    </message>
</context>
<context>
    <name>ui::RawView</name>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Which bytes</source>
        <translation>哪些字节</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message numerus="yes">
        <source>Only the last MiB is kept. %n byte(s) before it are left out.</source>
        <translation>
            <numerusform>只保留最后 1 MiB，省略了之前的 %n 个字节。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 个字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ReachRows</name>
    <message>
        <source>Who can reach it</source>
        <translation>谁能访问</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>仅本机</translation>
    </message>
    <message>
        <source>The networks it is in</source>
        <translation>本机所在的网络</translation>
    </message>
    <message>
        <source>Others need a client key in any case. Calls under way are finished where they began.</source>
        <translation>其他计算机无论如何都需要客户端密钥。进行中的调用会在原处完成。</translation>
    </message>
    <message>
        <source>Encrypt it</source>
        <translation>加密连接</translation>
    </message>
    <message>
        <source>Let others reach it over TLS</source>
        <translation>让其他计算机通过 TLS 访问</translation>
    </message>
    <message>
        <source>Plain HTTP all the same</source>
        <translation>仍然使用明文 HTTP</translation>
    </message>
    <message>
        <source>Let others reach it in plain HTTP</source>
        <translation>让其他计算机通过明文 HTTP 访问</translation>
    </message>
    <message>
        <source>Encrypt connections</source>
        <translation>加密连接</translation>
    </message>
    <message>
        <source>With TLS 1.3. Where others reach it, programs on this computer may go on in plain HTTP at 127.0.0.1.</source>
        <translation>使用 TLS 1.3。其他计算机可以访问时，本机程序仍可通过 127.0.0.1 使用明文 HTTP。</translation>
    </message>
    <message>
        <source>Let others go on in plain HTTP</source>
        <translation>让其他计算机继续使用明文 HTTP</translation>
    </message>
    <message>
        <source>Only this computer can reach it now</source>
        <translation>现在只有本机能访问</translation>
    </message>
    <message>
        <source>Others can reach it now, over TLS</source>
        <translation>其他计算机现在可以通过 TLS 访问</translation>
    </message>
    <message>
        <source>Others can reach it now, in plain HTTP</source>
        <translation>其他计算机现在可以通过明文 HTTP 访问</translation>
    </message>
    <message>
        <source>In plain HTTP everybody on the way could read keys and calls, and use the keys.</source>
        <translation>使用明文 HTTP 时，途中的任何人都能读取密钥和调用内容，并使用这些密钥。</translation>
    </message>
</context>
<context>
    <name>ui::ReceiptChips</name>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已改</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已舍弃</translation>
    </message>
</context>
<context>
    <name>ui::ReconcileModel</name>
    <message>
        <source>Equal</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Only here</source>
        <translation>仅此处有</translation>
    </message>
    <message>
        <source>Only there</source>
        <translation>仅对方有</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>有差异</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Tokens here</source>
        <translation>此处 Token</translation>
    </message>
    <message>
        <source>Tokens there</source>
        <translation>对方 Token</translation>
    </message>
    <message>
        <source>Cost here</source>
        <translation>此处成本</translation>
    </message>
    <message>
        <source>Cost there</source>
        <translation>对方成本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>ui::ReconcileSheet</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Reconcile</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>Usage export</source>
        <translation>用量导出文件</translation>
    </message>
    <message>
        <source>Usage exports (*.csv *.json)</source>
        <translation>用量导出文件 (*.csv *.json)</translation>
    </message>
    <message>
        <source>Of OpenAI or Anthropic, CSV or JSON, with a line for each day and model. You may drop it here.</source>
        <translation>OpenAI 或 Anthropic 的 CSV 或 JSON，每天每个模型一行。可以拖放到这里。</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>所有供应商</translation>
    </message>
    <message>
        <source>Booked at</source>
        <translation>入账于</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>This file is too large for a usage export: 32 MiB at most.</source>
        <translation>对用量导出来说文件太大：最多 32 MiB。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>无法读取此文件。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在对比…</translation>
    </message>
    <message numerus="yes">
        <source>All %n day(s) and models are equal.</source>
        <translation>
            <numerusform>全部 %n 项（日期和模型）一致。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) and models differ</source>
        <translation>
            <numerusform>%n 项（日期和模型）有差异</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are equal.</source>
        <translation>
            <numerusform>%n 项一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>What a provider says was used, beside what was booked here. The gateway reads the file, and nobody else gets it.</source>
        <translation>供应商声称的用量，与这里入账的对比。文件只由网关读取，不会交给其他人。</translation>
    </message>
</context>
<context>
    <name>ui::ReplayDraft</name>
    <message>
        <source>Rules on and off</source>
        <translation>开关规则</translation>
    </message>
    <message>
        <source>An earlier version</source>
        <translation>较早的版本</translation>
    </message>
    <message>
        <source>What is tried</source>
        <translation>试用的内容</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>There are no rules to turn on or off yet.</source>
        <translation>还没有可以开关的规则。</translation>
    </message>
    <message>
        <source>Version %1, %2, by %3</source>
        <translation>版本 %1，%2，%3</translation>
    </message>
    <message>
        <source>There is no earlier version yet.</source>
        <translation>还没有较早的版本。</translation>
    </message>
</context>
<context>
    <name>ui::ReplayFigures</name>
    <message>
        <source>of %1 calls move</source>
        <translation>个改道（共 %1 个调用）</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>stay</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>无法判断</translation>
    </message>
    <message>
        <source>lack a feature</source>
        <translation>缺少功能</translation>
    </message>
</context>
<context>
    <name>ui::ReplayResult</name>
    <message>
        <source>turned away</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>There are no calls in this time.</source>
        <translation>这段时间内没有调用。</translation>
    </message>
    <message>
        <source>No call would go elsewhere.</source>
        <translation>没有调用会改去别处。</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) that move are left out of the cost: a price is not known, or the call had no tokens.</source>
        <translation>
            <numerusform>有 %n 个改道的调用未计入成本：价格未知，或该调用没有 Token。</numerusform>
        </translation>
    </message>
    <message>
        <source>Where calls would move</source>
        <translation>调用将改去何处</translation>
    </message>
    <message>
        <source>A rule that looks at prompts or headers can be tried only on calls it was asked about at the time: they are not kept.</source>
        <translation>查看提示词或请求头的规则只能用于当时已作过判断的调用：这些内容不会保留。</translation>
    </message>
</context>
<context>
    <name>ui::ReplayRoutesModel</name>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) without a known price</source>
        <translation>
            <numerusform>%n 个调用价格未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) lack a feature there</source>
        <translation>
            <numerusform>%n 个调用在那里缺少功能</numerusform>
        </translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
</context>
<context>
    <name>ui::ReplaySheet</name>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最近一天</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>最近一周</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Replay past calls</source>
        <translation>回放过去的调用</translation>
    </message>
    <message>
        <source>Where would the calls of the log go? Nothing is sent and nothing is changed.</source>
        <translation>日志中的调用会去哪里？不会发送任何内容，也不会更改任何设置。</translation>
    </message>
    <message>
        <source>Which calls</source>
        <translation>哪些调用</translation>
    </message>
    <message>
        <source>Choose what would be different, and replay.</source>
        <translation>选择要改变的内容，然后回放。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Stopped after %1 calls.</source>
        <translation>在 %1 个调用后停止。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ui::RequestDetailView</name>
    <message>
        <source>No provider was asked: the call was turned away before.</source>
        <translation>没有询问任何供应商：调用在此之前已被拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s), and none of them gave a whole answer.</source>
        <translation>
            <numerusform>尝试了 %n 次，都没有得到完整的应答。</numerusform>
        </translation>
    </message>
    <message>
        <source>The first target answered.</source>
        <translation>首个目标作出了应答。</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed, so the next target took over and answered.</source>
        <translation>
            <numerusform>%n 次尝试失败，由下一个目标接手并作出应答。</numerusform>
        </translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>无需尝试</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已应答</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>估算</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>请求的模型</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>实际模型</translation>
    </message>
    <message>
        <source>Billed as</source>
        <translation>计费模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>%1, streamed</source>
        <translation>%1，流式</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Time line</source>
        <translation>时间线</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n attempt(s)</source>
        <translation>
            <numerusform>%1，尝试 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>What providers said</source>
        <translation>供应商的答复</translation>
    </message>
    <message>
        <source>Attempt %1, %2</source>
        <translation>第 %1 次尝试，%2</translation>
    </message>
    <message>
        <source>Copy the decision as JSON</source>
        <translation>以 JSON 复制路由决策</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Plan %1</source>
        <translation>计划 %1</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token 用量</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>of these read from cache</source>
        <translation>其中读自缓存</translation>
    </message>
    <message>
        <source>of these written to cache</source>
        <translation>其中写入缓存</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>of these for reasoning</source>
        <translation>其中用于推理</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Reckoned from the provider&apos;s own count of tokens.</source>
        <translation>按供应商自己的 Token 计数得出。</translation>
    </message>
    <message>
        <source>The tokens are our own count, so the cost is an estimate.</source>
        <translation>Token 由我们自行计数，因此成本是估算值。</translation>
    </message>
    <message>
        <source>No price is known for this model, so the cost is not known either.</source>
        <translation>该模型没有已知价格，因此成本也未知。</translation>
    </message>
    <message>
        <source>Translated</source>
        <translation>已转换</translation>
    </message>
    <message>
        <source>Attempt %1, for the dialect %2</source>
        <translation>第 %1 次尝试，转换为 %2 方言</translation>
    </message>
    <message>
        <source>All parameters were kept.</source>
        <translation>所有参数均已保留。</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用程序</translation>
    </message>
</context>
<context>
    <name>ui::RequestDrawer</name>
    <message>
        <source>Copy the call&apos;s id</source>
        <translation>复制调用 ID</translation>
    </message>
    <message>
        <source>Close the call</source>
        <translation>关闭此调用</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>关闭（Esc）</translation>
    </message>
    <message>
        <source>The call in full</source>
        <translation>调用详情</translation>
    </message>
    <message>
        <source>This call is no longer in the log.</source>
        <translation>日志中已没有此调用。</translation>
    </message>
    <message>
        <source>Call at %1</source>
        <translation>%1 的调用</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>ui::RequestsCard</name>
    <message>
        <source>Recent calls</source>
        <translation>最近的调用</translation>
    </message>
    <message numerus="yes">
        <source>More than %n new call(s) above</source>
        <translation>
            <numerusform>上方有超过 %n 个新调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new call(s) above</source>
        <translation>
            <numerusform>上方有 %n 个新调用</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RequestsPage</name>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Go to the newest call</source>
        <translation>转到最新的调用</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>No calls match</source>
        <translation>没有匹配的调用</translation>
    </message>
    <message>
        <source>No call in the log fits all of these filters.</source>
        <translation>日志中没有调用符合全部筛选条件。</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>There are too many calls to put in that order. Narrow them down with a filter first.</source>
        <translation>调用太多，无法按此顺序排列。请先用筛选缩小范围。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>没有匹配</translation>
    </message>
    <message numerus="yes">
        <source>%1 call(s) match</source>
        <translation>
            <numerusform>匹配 %1 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 call(s)</source>
        <translation>
            <numerusform>%1 次调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>More than %n new call(s) above</source>
        <translation>
            <numerusform>上方有超过 %n 次新调用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new call(s) above</source>
        <translation>
            <numerusform>上方有 %n 次新调用</numerusform>
        </translation>
    </message>
    <message>
        <source>Only this provider</source>
        <translation>只看此供应商</translation>
    </message>
    <message>
        <source>Only this model</source>
        <translation>只看此模型</translation>
    </message>
    <message>
        <source>Only this key</source>
        <translation>只看此密钥</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Live tail</source>
        <translation>实时追踪</translation>
    </message>
    <message>
        <source>New calls come in at the top by themselves</source>
        <translation>新调用自动显示在最上方</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Pause or resume the live tail</source>
        <translation>暂停或继续实时追踪</translation>
    </message>
    <message>
        <source>Export the calls</source>
        <translation>导出调用</translation>
    </message>
    <message>
        <source>The calls that match, newest first</source>
        <translation>符合条件的调用，从新到旧</translation>
    </message>
    <message>
        <source>All calls, newest first</source>
        <translation>全部调用，从新到旧</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Only this status</source>
        <translation>只看此状态</translation>
    </message>
    <message>
        <source>Only this session</source>
        <translation>只看此会话</translation>
    </message>
    <message>
        <source>Only this error</source>
        <translation>只看此错误</translation>
    </message>
    <message>
        <source>Only the tag %1</source>
        <translation>只看标签 %1</translation>
    </message>
    <message>
        <source>As long or longer</source>
        <translation>时长相同或更长</translation>
    </message>
    <message>
        <source>As dear or dearer</source>
        <translation>费用相同或更高</translation>
    </message>
    <message>
        <source>%1, p50 %2, p95 %3</source>
        <extracomment>How many calls, then what half of them and what 95 of a hundred took at most.</extracomment>
        <translation>%1，中位数 %2，p95 %3</translation>
    </message>
    <message>
        <source>Only this application</source>
        <translation>只看此应用程序</translation>
    </message>
</context>
<context>
    <name>ui::RotateForm</name>
    <message>
        <source>For one more hour</source>
        <translation>再用一小时</translation>
    </message>
    <message>
        <source>For one more day</source>
        <translation>再用一天</translation>
    </message>
    <message>
        <source>For 7 more days</source>
        <translation>再用 7 天</translation>
    </message>
    <message>
        <source>Not at all</source>
        <translation>立即失效</translation>
    </message>
    <message>
        <source>For a key that somebody else has seen.</source>
        <translation>用于已被他人看到的密钥。</translation>
    </message>
    <message>
        <source>The old key works</source>
        <translation>旧密钥</translation>
    </message>
    <message>
        <source>A new key takes over its name, its owner, its rights and its limits. It is shown once.</source>
        <translation>新密钥接替其名称、所有者、权限和限制。它只显示一次。</translation>
    </message>
    <message>
        <source>The key from before the last rotation (%1…) still works. It ends now.</source>
        <translation>上次轮换之前的密钥（%1…）仍然有效，现在将失效。</translation>
    </message>
    <message>
        <source>Apps with the old key are refused until they have the new one.</source>
        <translation>使用旧密钥的应用在换上新密钥之前会被拒绝。</translation>
    </message>
    <message>
        <source>Both keys work until %1.</source>
        <translation>两个密钥都可用至 %1。</translation>
    </message>
</context>
<context>
    <name>ui::RouteView</name>
    <message>
        <source>%1 at %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>Complexity %1</source>
        <translation>复杂度 %1</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Tried in this order</source>
        <translation>按此顺序尝试</translation>
    </message>
    <message>
        <source>fallback %1</source>
        <translation>后备 %1</translation>
    </message>
    <message>
        <source>None of them may be used now. The soonest is tried all the same.</source>
        <translation>目前都不可用。仍会尝试最早恢复的那一个。</translation>
    </message>
    <message>
        <source>Passed over</source>
        <translation>被跳过</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，剩余 %2</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Routing is off: rules, aliases and strategies are not asked.</source>
        <translation>路由已关闭：不查询规则、别名和策略。</translation>
    </message>
    <message>
        <source>No rule matches.</source>
        <translation>没有匹配的规则。</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>by the session</source>
        <translation>按会话</translation>
    </message>
    <message>
        <source>It would be answered with %1</source>
        <translation>将以 %1 应答</translation>
    </message>
</context>
<context>
    <name>ui::RoutingCommand</name>
    <message>
        <source>Turn routing on?</source>
        <translation>要开启路由吗？</translation>
    </message>
    <message>
        <source>Turn routing off?</source>
        <translation>要关闭路由吗？</translation>
    </message>
    <message numerus="yes">
        <source>%n open call(s) will end as they began. Those that come later follow the change.</source>
        <translation>
            <numerusform>%n 个进行中的调用会按原来的方式结束，之后的调用才按新状态处理。</numerusform>
        </translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Only a super admin may change the routing switch.</source>
        <translation>只有超级管理员可以更改路由开关。</translation>
    </message>
</context>
<context>
    <name>ui::RoutingControl</name>
    <message>
        <source>Only a super admin may change the routing switch.</source>
        <translation>只有超级管理员可以更改路由开关。</translation>
    </message>
    <message>
        <source>Nothing was changed: the switch is not as it was shown any more.</source>
        <translation>没有更改：开关的状态已与显示的不同。</translation>
    </message>
</context>
<context>
    <name>ui::RoutingPage</name>
    <message>
        <source>Routing</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Simulate</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Versions and diff</source>
        <translation>版本与差异</translation>
    </message>
    <message>
        <source>New alias</source>
        <translation>新建别名</translation>
    </message>
    <message>
        <source>Simulate a call</source>
        <translation>模拟一次调用</translation>
    </message>
    <message>
        <source>Versions of the plan</source>
        <translation>方案的各个版本</translation>
    </message>
    <message>
        <source>%1 saved</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>%1, copy</source>
        <translation>%1（副本）</translation>
    </message>
    <message>
        <source>Plan version %1</source>
        <translation>方案版本 %1</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Replay past calls</source>
        <translation>回放过去的调用</translation>
    </message>
</context>
<context>
    <name>ui::RuleForm</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>All are true</source>
        <translation>全部满足</translation>
    </message>
    <message>
        <source>Any is true</source>
        <translation>满足任一</translation>
    </message>
    <message>
        <source>Without a condition it matches every call.</source>
        <translation>没有条件时，它匹配每次调用。</translation>
    </message>
    <message>
        <source>Say what is done with a call that matches.</source>
        <translation>请说明如何处理匹配的调用。</translation>
    </message>
    <message>
        <source>How the conditions count together</source>
        <translation>条件之间的关系</translation>
    </message>
    <message>
        <source>When</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>and</source>
        <translation>且</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
</context>
<context>
    <name>ui::RuleReplay</name>
    <message>
        <source>The rule is not complete yet.</source>
        <translation>规则尚不完整。</translation>
    </message>
    <message>
        <source>On calls of the last day</source>
        <translation>用于最近一天的调用</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There were none.</source>
        <translation>没有调用。</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) cannot be told: their prompts and headers are not kept.</source>
        <translation>
            <numerusform>%n 个调用无法判断：其提示词和请求头没有保留。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RuleSheet</name>
    <message>
        <source>Save rule</source>
        <translation>保存规则</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Edit rule</source>
        <translation>编辑规则</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile. Save again to put this in its place.</source>
        <translation>期间它已在别处被更改。再次保存将以此处内容替换。</translation>
    </message>
</context>
<context>
    <name>ui::RuleTrial</name>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>Complexity</source>
        <translation>复杂度</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>This call would pass the rule by.</source>
        <translation>这次调用不会被此规则接管。</translation>
    </message>
    <message>
        <source>This call would go to %1 at %2.</source>
        <translation>这次调用会发往 %2 的 %1。</translation>
    </message>
    <message>
        <source>Incomplete</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>The rule is not complete yet.</source>
        <translation>规则尚不完整。</translation>
    </message>
    <message>
        <source>Routing is off, so no rule is asked.</source>
        <translation>路由已关闭，不查询任何规则。</translation>
    </message>
    <message>
        <source>This call would be answered with %1: %2</source>
        <translation>这次调用将以 %1 应答：%2</translation>
    </message>
</context>
<context>
    <name>ui::RulesCard</name>
    <message>
        <source>No rules yet. Every call goes to the model it asks for. A rule sends some elsewhere: short questions to a small model, images to one that sees.</source>
        <translation>还没有规则。每次调用都发往它请求的模型。规则可以把其中一些发往别处：简短的问题交给小模型，带图像的交给能看图的模型。</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>asked from top to bottom</source>
        <translation>自上而下依次查询</translation>
    </message>
    <message>
        <source>Use the rule %1</source>
        <translation>使用规则 %1</translation>
    </message>
    <message>
        <source>Edit rule…</source>
        <translation>编辑规则…</translation>
    </message>
    <message>
        <source>Duplicate rule…</source>
        <translation>复制规则…</translation>
    </message>
    <message>
        <source>Turn on or off</source>
        <translation>启用或停用</translation>
    </message>
    <message>
        <source>Ask earlier</source>
        <translation>提前查询</translation>
    </message>
    <message>
        <source>Ask later</source>
        <translation>推后查询</translation>
    </message>
    <message>
        <source>Remove rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <source>%1 is asked as number %2 now</source>
        <translation>%1 现在第 %2 个查询</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>已移除 %1</translation>
    </message>
</context>
<context>
    <name>ui::RulesModel</name>
    <message>
        <source>on</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已停用</translation>
    </message>
</context>
<context>
    <name>ui::SampleCall</name>
    <message>
        <source>Streaming</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>A schema</source>
        <translation>结构化输出</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>What somebody asks</source>
        <translation>提问的内容</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Request class</source>
        <translation>请求类别</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Each line is a name, a colon and a value.</source>
        <translation>每行为名称、冒号和值。</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用程序</translation>
    </message>
</context>
<context>
    <name>ui::SavedFiltersButton</name>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>Save these filters…</source>
        <translation>保存当前筛选…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ui::SearchButton</name>
    <message>
        <source>Search or jump to</source>
        <translation>搜索或跳转</translation>
    </message>
</context>
<context>
    <name>ui::SearchField</name>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>ui::SecretField</name>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show for ten seconds</source>
        <translation>显示十秒</translation>
    </message>
</context>
<context>
    <name>ui::SecuritySection</name>
    <message>
        <source>Who can reach it</source>
        <translation>谁能访问</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Providers&apos; keys</source>
        <translation>供应商密钥</translation>
    </message>
    <message>
        <source>Who may come in</source>
        <translation>谁可以进入</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Proxies in front of it</source>
        <translation>前置代理</translation>
    </message>
    <message>
        <source>Limits of client keys</source>
        <translation>客户端密钥的限制</translation>
    </message>
    <message>
        <source>End of client keys</source>
        <translation>客户端密钥的到期</translation>
    </message>
    <message>
        <source>Prompts and answers</source>
        <translation>提示词与回答</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>值得一看</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>需要处理</translation>
    </message>
</context>
<context>
    <name>ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>No setting matches these words.</source>
        <translation>没有与这些词相符的设置。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>No request and no answer is kept any more</source>
        <translation>已不再保留任何请求与回答</translation>
    </message>
</context>
<context>
    <name>ui::SharesCard</name>
    <message>
        <source>No call in this time.</source>
        <translation>这段时间没有调用。</translation>
    </message>
</context>
<context>
    <name>ui::Sheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>What works now, on this page</source>
        <translation>当前页面可用的按键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>下一个字段</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>打开所选行</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Turn a switch, press a button</source>
        <translation>切换开关、按下按钮</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Menu of the row</source>
        <translation>所选行的菜单</translation>
    </message>
    <message>
        <source>Close what is open, then empty the search</source>
        <translation>关闭打开的面板，再清空搜索</translation>
    </message>
</context>
<context>
    <name>ui::Sidebar</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
</context>
<context>
    <name>ui::SimulatorSheet</name>
    <message>
        <source>Where would a call go?</source>
        <translation>调用会去哪里？</translation>
    </message>
    <message>
        <source>Nothing is sent and nothing is counted.</source>
        <translation>不会发送任何内容，也不计数。</translation>
    </message>
</context>
<context>
    <name>ui::SnippetCard</name>
    <message>
        <source>Whole</source>
        <translation>整段</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the line that sets the key</source>
        <translation>复制设置密钥的命令</translation>
    </message>
    <message>
        <source>Snippet</source>
        <translation>代码片段</translation>
    </message>
    <message>
        <source>How the answer comes</source>
        <translation>回答方式</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy and run</source>
        <translation>复制并运行</translation>
    </message>
    <message>
        <source>Set the key once</source>
        <translation>先设置密钥</translation>
    </message>
    <message>
        <source>Lost the key?</source>
        <translation>密钥丢失？</translation>
    </message>
    <message>
        <source>your key</source>
        <extracomment>What a reader puts the key in place of, in a line for the terminal. %1: the key&apos;s name.</extracomment>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>your %1 key</source>
        <translation>您的 %1 密钥</translation>
    </message>
</context>
<context>
    <name>ui::SpanBar</name>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>自选</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>时间段</translation>
    </message>
    <message>
        <source>One back</source>
        <translation>上一段</translation>
    </message>
    <message>
        <source>One forth</source>
        <translation>下一段</translation>
    </message>
    <message>
        <source>Days of %1</source>
        <extracomment>Whose clocks days go by: %1 is the name of a time zone.</extracomment>
        <translation>日期按 %1</translation>
    </message>
</context>
<context>
    <name>ui::StatementModel</name>
    <message>
        <source>Paid in</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Paid back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>操作人：%1</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>余额</translation>
    </message>
</context>
<context>
    <name>ui::Stepper</name>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>ui::SubjectPicker</name>
    <message>
        <source>Counts</source>
        <translation>计算对象</translation>
    </message>
    <message>
        <source>Which one</source>
        <translation>哪一个</translation>
    </message>
    <message>
        <source>Pays for calls of a</source>
        <translation>支付谁的调用</translation>
    </message>
</context>
<context>
    <name>ui::Switch</name>
    <message>
        <source>turning on</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>turning off</source>
        <translation>正在关闭</translation>
    </message>
</context>
<context>
    <name>ui::SwitchCard</name>
    <message>
        <source>Routing</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cooling down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Routing switch</source>
        <translation>路由开关</translation>
    </message>
    <message>
        <source>Reason of the next change</source>
        <translation>下次更改的原因</translation>
    </message>
    <message>
        <source>Reason of the next change, for the history</source>
        <translation>下次更改的原因，记入历史</translation>
    </message>
    <message>
        <source>Undo the change of the routing switch</source>
        <translation>撤销路由开关的更改</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>Asked for by %1</source>
        <translation>由 %1 提出</translation>
    </message>
    <message>
        <source>Turned on at %1 by %2</source>
        <translation>%1 由 %2 开启</translation>
    </message>
    <message>
        <source>Turned off at %1 by %2</source>
        <translation>%1 由 %2 关闭</translation>
    </message>
    <message>
        <source>Nobody has changed it yet</source>
        <translation>还没有人更改过</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) in flight keep their plan</source>
        <translation>
            <numerusform>%n 个进行中的调用沿用原计划</numerusform>
        </translation>
    </message>
    <message>
        <source>Delay %1, lock %2</source>
        <translation>延迟 %1，锁定 %2</translation>
    </message>
    <message>
        <source>Delay %1, no lock</source>
        <translation>延迟 %1，不锁定</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change the times of the routing switch</source>
        <translation>更改路由开关的时间</translation>
    </message>
</context>
<context>
    <name>ui::SwitchHistory</name>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>View all</source>
        <translation>查看全部</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>The routing switch was never turned.</source>
        <translation>路由开关从未切换过。</translation>
    </message>
    <message>
        <source>View fewer</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>ui::SwitchPanel</name>
    <message>
        <source>Routing</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the change of the routing switch</source>
        <translation>撤销路由开关的更改</translation>
    </message>
</context>
<context>
    <name>ui::SwitchSection</name>
    <message>
        <source>Routing switch</source>
        <translation>路由开关</translation>
    </message>
    <message>
        <source>Delay of a change</source>
        <translation>更改延迟</translation>
    </message>
    <message>
        <source>From a change of the routing switch until it takes effect. It can be undone until then. Minutes and seconds: 0:10 is the default.</source>
        <translation>从更改路由开关到生效的时间，生效前可以撤销。格式为分:秒，默认 0:10。</translation>
    </message>
    <message>
        <source>Lock after a change</source>
        <translation>更改后锁定</translation>
    </message>
    <message>
        <source>How long the routing switch stays as it is once a change took effect: 5:00 is the default, 0:00 never locks it.</source>
        <translation>更改生效后路由开关保持不变的时间：默认 5:00，0:00 表示从不锁定。</translation>
    </message>
    <message>
        <source>Give minutes and seconds, such as 5:00, up to 24:00:00.</source>
        <translation>请输入分和秒，例如 5:00，最长 24:00:00。</translation>
    </message>
    <message>
        <source>Only a super admin may change the times of the routing switch.</source>
        <translation>只有超级管理员可以更改路由开关的时间。</translation>
    </message>
</context>
<context>
    <name>ui::TableView</name>
    <message>
        <source>Copy rows</source>
        <translation>复制所选行</translation>
    </message>
</context>
<context>
    <name>ui::TargetCard</name>
    <message>
        <source>Copy the base URL</source>
        <translation>复制基础地址</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Pick a key and a model</source>
        <translation>选择密钥和模型</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础地址</translation>
    </message>
    <message>
        <source>nothing listens</source>
        <translation>没有监听</translation>
    </message>
    <message>
        <source>no key yet</source>
        <translation>还没有密钥</translation>
    </message>
    <message>
        <source>no model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>The snippet holds the key itself, as you have just made it. Take care where you paste it.</source>
        <translation>代码片段中包含您刚创建的密钥本身。请留意粘贴的位置。</translation>
    </message>
    <message>
        <source>The snippet holds a placeholder: nobody can read the key any more.</source>
        <translation>代码片段中是占位符：密钥已无法再次读取。</translation>
    </message>
    <message>
        <source>The snippet takes up the key that you make here.</source>
        <translation>代码片段会填入您在这里新建的密钥。</translation>
    </message>
</context>
<context>
    <name>ui::TargetEditor</name>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>目标 %1</translation>
    </message>
    <message>
        <source>Parameters set for it</source>
        <translation>为它设置的参数</translation>
    </message>
    <message>
        <source>Remove target</source>
        <translation>移除目标</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weight and expected share</source>
        <translation>权重与预期占比</translation>
    </message>
    <message>
        <source>Only for calls that use %1</source>
        <translation>仅限使用%1的调用</translation>
    </message>
    <message>
        <source>Only for calls that use</source>
        <translation>仅限使用以下功能的调用</translation>
    </message>
    <message>
        <source>JSON, may be empty</source>
        <translation>JSON，可留空</translation>
    </message>
</context>
<context>
    <name>ui::TeamSheet</name>
    <message>
        <source>Add a team</source>
        <translation>添加团队</translation>
    </message>
    <message>
        <source>What is a team&apos;s own is seen by no other team</source>
        <translation>团队的内容不会被其他团队看到</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>添加于 %1</translation>
    </message>
    <message>
        <source>Limits of all its keys together</source>
        <translation>其所有密钥合计的限制</translation>
    </message>
    <message>
        <source>Its users cannot sign in, and its keys are refused.</source>
        <translation>其用户无法登录，其密钥被拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>Its %n user(s) are moved or removed first.</source>
        <translation>
            <numerusform>请先移走或移除其 %n 个用户。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its %n key(s) are revoked for good. Past calls and costs keep its name.</source>
        <translation>
            <numerusform>其 %n 个密钥将被永久吊销。以往的调用和成本保留其名称。</numerusform>
        </translation>
    </message>
    <message>
        <source>Past calls and costs keep its name.</source>
        <translation>以往的调用和成本保留其名称。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ui::TeamsTab</name>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Filter teams</source>
        <translation>筛选团队</translation>
    </message>
    <message>
        <source>Add team</source>
        <translation>添加团队</translation>
    </message>
    <message>
        <source>No team matches these words.</source>
        <translation>没有符合条件的团队。</translation>
    </message>
    <message>
        <source>Add the first team</source>
        <translation>添加第一个团队</translation>
    </message>
    <message>
        <source>A team holds users and keys, has limits of its own, and sees nothing of other teams. Costs can be told by team.</source>
        <translation>团队拥有用户和密钥，有自己的限制，看不到其他团队的任何内容。成本可以按团队统计。</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>添加团队</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>已移除 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 is removed, with %n key(s)</source>
        <translation>
            <numerusform>已移除 %1 及其 %n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ui::TopBudgetsCard</name>
    <message>
        <source>Budgets</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>View all</source>
        <translation>查看全部</translation>
    </message>
    <message>
        <source>View all budgets</source>
        <translation>查看所有预算</translation>
    </message>
</context>
<context>
    <name>ui::TrendChart</name>
    <message>
        <source>First token over 24 hours, at most %1</source>
        <translation>24 小时内的首个 Token 用时，最长 %1</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 Token</translation>
    </message>
    <message>
        <source>mean, 24 h, %1</source>
        <translation>平均值，24 小时，%1</translation>
    </message>
</context>
<context>
    <name>ui::TurnList</name>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>助手</translation>
    </message>
    <message>
        <source>Who says it</source>
        <translation>谁说的</translation>
    </message>
    <message>
        <source>Remove the message</source>
        <translation>移除消息</translation>
    </message>
    <message>
        <source>What you ask</source>
        <translation>要问的内容</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>More than a text: it can be changed as JSON.</source>
        <translation>不只是文字：可用 JSON 修改。</translation>
    </message>
</context>
<context>
    <name>ui::UnpricedSheet</name>
    <message>
        <source>Input, $ a million tokens</source>
        <translation>输入，美元/百万 Token</translation>
    </message>
    <message>
        <source>Output, $ a million tokens</source>
        <translation>输出，美元/百万 Token</translation>
    </message>
    <message>
        <source>Save price</source>
        <translation>保存价格</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) at %1, %2 tokens in, %3 out</source>
        <translation>
            <numerusform>在 %1 的 %n 次调用，输入 %2，输出 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>Give an amount such as 0.50.</source>
        <translation>请输入金额，例如 0.50。</translation>
    </message>
    <message>
        <source>Saved. Calls from now on have this price; past ones stay unpriced.</source>
        <translation>已保存。今后的调用按此价格计；过去的调用仍为未定价。</translation>
    </message>
    <message>
        <source>Calls without a price</source>
        <translation>没有价格的调用</translation>
    </message>
    <message>
        <source>Nobody knows what these models cost, so their calls are in no sum and no budget. A self-hosted model may well be free: then give it the price 0.</source>
        <translation>没有人知道这些模型的成本，因此它们的调用不计入任何合计和预算。自建的模型可能是免费的：那就把价格设为 0。</translation>
    </message>
</context>
<context>
    <name>ui::UserSheet</name>
    <message>
        <source>Add a user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>A person who signs in or owns keys</source>
        <translation>登录或拥有密钥的人</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>添加于 %1</translation>
    </message>
    <message>
        <source>What they sign in with.</source>
        <translation>登录时使用的名称。</translation>
    </message>
    <message>
        <source>May be empty</source>
        <translation>可留空</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>Limits of all their keys together</source>
        <translation>其所有密钥合计的限制</translation>
    </message>
    <message>
        <source>They cannot sign in, and their keys are refused.</source>
        <translation>该用户无法登录，其密钥被拒绝。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>In a team they see that team alone, unless they are a super admin. Keys keep the team they were made for.</source>
        <translation>在团队中只能看到该团队，超级管理员除外。密钥保留创建时的团队。</translation>
    </message>
    <message>
        <source>One-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>Makes a password for one sign-in; then they choose their own. Their sign-ins end.</source>
        <translation>生成只能用于一次登录的密码，之后由用户自行选择。现有登录全部结束。</translation>
    </message>
    <message>
        <source>Sign out everywhere</source>
        <translation>全部退出登录</translation>
    </message>
    <message>
        <source>All their sign-ins end now. Their keys and their password go on.</source>
        <translation>该用户的所有登录立即结束。其密钥和密码继续有效。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>They can no longer sign in. Past calls and costs keep their name.</source>
        <translation>该用户不能再登录。以往的调用和成本保留其名称。</translation>
    </message>
    <message numerus="yes">
        <source>They can no longer sign in, and their %n key(s) are revoked for good. Past calls and costs keep their name.</source>
        <translation>
            <numerusform>该用户不能再登录，其 %n 个密钥将被永久吊销。以往的调用和成本保留其名称。</numerusform>
        </translation>
    </message>
    <message>
        <source>You cannot give a role above your own.</source>
        <translation>不能授予高于您自己的角色。</translation>
    </message>
</context>
<context>
    <name>ui::UsersTab</name>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Filter users</source>
        <translation>筛选用户</translation>
    </message>
    <message>
        <source>Add user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>No user matches these words.</source>
        <translation>没有符合条件的用户。</translation>
    </message>
    <message>
        <source>Add the first user</source>
        <translation>添加第一个用户</translation>
    </message>
    <message>
        <source>A user signs in with a password and owns keys: what those call and cost counts as theirs. Nobody is needed as long as you use Switchyard alone.</source>
        <translation>用户用密码登录并拥有密钥：这些密钥的调用和成本计在该用户名下。如果只有您一人使用 Switchyard，则不需要用户。</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>%1 is signed out everywhere</source>
        <translation>%1 已全部退出登录</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>正在移除</translation>
    </message>
    <message>
        <source>%1 is removed</source>
        <translation>已移除 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 is removed, with %n key(s)</source>
        <translation>
            <numerusform>已移除 %1 及其 %n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>One-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>Sign out everywhere</source>
        <translation>全部退出登录</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>ui::VerifyCard</name>
    <message>
        <source>Copy the hash of the newest entry</source>
        <translation>复制最新记录的哈希</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Each entry seals the one before it. Verify reads all of them.</source>
        <translation>每条记录都封存前一条。校验会读取全部记录。</translation>
    </message>
    <message>
        <source>A hash you wrote down</source>
        <translation>您记下的哈希</translation>
    </message>
    <message>
        <source>Optional: tells whether an entry that was there is gone</source>
        <translation>可选：可发现曾有的记录是否已消失</translation>
    </message>
    <message>
        <source>Hash of the newest entry</source>
        <translation>最新记录的哈希</translation>
    </message>
    <message>
        <source>Reading every entry…</source>
        <translation>正在读取每条记录…</translation>
    </message>
    <message>
        <source>A hash has 64 letters and digits, from 0 to f.</source>
        <translation>哈希由 64 个 0 到 f 的字符组成。</translation>
    </message>
</context>
<context>
    <name>ui::VersionsSheet</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Every change publishes a new version. Restoring one puts its values back as the next version.</source>
        <translation>每次更改都会发布一个新版本。恢复某个版本会把它的值作为下一个版本重新发布。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>它更改的内容</translation>
    </message>
    <message>
        <source>What restoring changes</source>
        <translation>恢复将更改的内容</translation>
    </message>
    <message>
        <source>Which changes are shown</source>
        <translation>显示哪些更改</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>更改的内容</translation>
    </message>
    <message>
        <source>No differences.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Restore version %1</source>
        <translation>恢复版本 %1</translation>
    </message>
    <message>
        <source>Providers, models, rules and the model map become what they were then. Client keys stay. Press again to restore.</source>
        <translation>供应商、模型、规则和模型映射将变回当时的样子。客户端密钥保持不变。再按一次即恢复。</translation>
    </message>
    <message>
        <source>Version %1 restored</source>
        <translation>已恢复版本 %1</translation>
    </message>
    <message>
        <source>Not restored: %1</source>
        <translation>未恢复：%1</translation>
    </message>
</context>
<context>
    <name>ui::WeightRow</name>
    <message>
        <source>Weight of %1</source>
        <translation>%1 的权重</translation>
    </message>
    <message>
        <source>Expected share: %1</source>
        <translation>预期占比：%1</translation>
    </message>
</context>
<context>
    <name>ui::WeightsPanel</name>
    <message>
        <source>%1 does not go by weight.</source>
        <translation>“%1”不按权重分配。</translation>
    </message>
    <message>
        <source>%1. Shares are among targets of the same priority; lower is tried first.</source>
        <translation>%1。占比在同一优先级的目标之间计算；数字小的先尝试。</translation>
    </message>
    <message>
        <source>%1. A weight of 0 is used only when the others are down.</source>
        <translation>%1。权重为 0 的目标只在其他目标不可用时使用。</translation>
    </message>
</context>
<context>
    <name>ui::WhatIfModel</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
</context>
<context>
    <name>ui::WhatIfSheet</name>
    <message>
        <source>Price them</source>
        <translation>计价</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>The calls of %1, priced differently. Nothing is sent and nothing is changed.</source>
        <extracomment>%1 is a span of time: November 2026.</extracomment>
        <translation>%1 的调用，换一种价格计算。不会发送任何内容，也不会更改任何内容。</translation>
    </message>
    <message>
        <source>All models</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>Calls to</source>
        <translation>调用的模型</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Model instead</source>
        <translation>改用模型</translation>
    </message>
    <message>
        <source>Provider instead</source>
        <translation>改用供应商</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>Pricing…</source>
        <translation>正在计价…</translation>
    </message>
    <message>
        <source>No price is known for it</source>
        <translation>它没有已知价格</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) to providers.</source>
        <translation>
            <numerusform>%n 次对供应商的请求。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them would have no known price and are not in the sum.</source>
        <translation>
            <numerusform>其中 %n 次没有已知价格，未计入合计。</numerusform>
        </translation>
    </message>
    <message>
        <source>As they were</source>
        <translation>当时的价格</translation>
    </message>
    <message>
        <source>Prices of the day</source>
        <translation>按哪天的价格</translation>
    </message>
    <message>
        <source>For example 2026-10-01</source>
        <extracomment>How a date is typed.</extracomment>
        <translation>例如：2026-10-01</translation>
    </message>
    <message>
        <source>Say a model, a provider or a day.</source>
        <translation>请说明模型、供应商或日期。</translation>
    </message>
</context>
<context>
    <name>ui::alerts</name>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
    <message>
        <source>from %1 on</source>
        <translation>从 %1 起</translation>
    </message>
    <message>
        <source>over the last %1</source>
        <translation>最近 %1 内</translation>
    </message>
    <message>
        <source>for at least %1</source>
        <translation>至少持续 %1</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook 推送</translation>
    </message>
    <message>
        <source>DingTalk</source>
        <translation>钉钉</translation>
    </message>
    <message>
        <source>Feishu</source>
        <translation>飞书</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>For</source>
        <translation>持续</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>Sent to %1</source>
        <translation>已发送至 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n 条消息等待发送</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) given up</source>
        <translation>
            <numerusform>%n 条消息已放弃</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Dropped: the channel was removed or switched off</source>
        <translation>已丢弃：渠道已移除或关闭</translation>
    </message>
    <message>
        <source>Given up after a day: %1</source>
        <translation>一天后放弃：%1</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message numerus="yes">
        <source>Waiting after %n tries: %1</source>
        <translation>
            <numerusform>已尝试 %n 次，等待中：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>触发</translation>
    </message>
    <message>
        <source>Worse</source>
        <translation>加重</translation>
    </message>
    <message>
        <source>Still on</source>
        <translation>仍未恢复</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Key refused</source>
        <translation>密钥被拒绝</translation>
    </message>
    <message>
        <source>A provider does not accept its key any more.</source>
        <translation>供应商不再接受其密钥。</translation>
    </message>
    <message>
        <source>Key %1 is refused by its provider</source>
        <translation>密钥 %1 被供应商拒绝</translation>
    </message>
    <message>
        <source>Provider down</source>
        <translation>供应商不可用</translation>
    </message>
    <message>
        <source>None of a provider&apos;s keys serves calls.</source>
        <translation>某个供应商的所有密钥都无法处理调用。</translation>
    </message>
    <message>
        <source>%1 does not serve calls</source>
        <translation>%1 无法处理调用</translation>
    </message>
    <message>
        <source>Trouble with the books</source>
        <translation>记账异常</translation>
    </message>
    <message>
        <source>Calls cannot be booked as they should.</source>
        <translation>调用无法正常记账。</translation>
    </message>
    <message>
        <source>Calls cannot be booked as they should</source>
        <translation>调用无法正常记账</translation>
    </message>
    <message>
        <source>Budget reached</source>
        <translation>达到预算</translation>
    </message>
    <message>
        <source>A budget reaches one of its own thresholds; at 100% it is critical.</source>
        <translation>预算达到其自身的某个阈值；达到 100% 时为严重。</translation>
    </message>
    <message>
        <source>Budget %1 reaches a threshold</source>
        <translation>预算 %1 达到阈值</translation>
    </message>
    <message>
        <source>Key rests for long</source>
        <translation>密钥长时间停用</translation>
    </message>
    <message>
        <source>A key, or one of its models, is out of use for longer than this.</source>
        <translation>密钥或其某个模型停用超过此时间。</translation>
    </message>
    <message>
        <source>Key %1 has been resting for long</source>
        <translation>密钥 %1 已停用较长时间</translation>
    </message>
    <message>
        <source>Low balance</source>
        <translation>余额不足</translation>
    </message>
    <message>
        <source>Little money is left at a provider that tells how much.</source>
        <translation>供应商报告的余额所剩不多。</translation>
    </message>
    <message>
        <source>Little money is left for %1</source>
        <translation>%1 的余额所剩不多</translation>
    </message>
    <message>
        <source>Proxy down</source>
        <translation>代理不可用</translation>
    </message>
    <message>
        <source>A proxy of the pool cannot be used.</source>
        <translation>代理池中的某个代理无法使用。</translation>
    </message>
    <message>
        <source>Proxy %1 cannot be used</source>
        <translation>代理 %1 无法使用</translation>
    </message>
    <message>
        <source>Calls fail</source>
        <translation>调用失败</translation>
    </message>
    <message>
        <source>So many of at least ten calls fail.</source>
        <translation>在至少十次调用中，失败比例达到此值。</translation>
    </message>
    <message>
        <source>Many calls fail</source>
        <translation>大量调用失败</translation>
    </message>
    <message>
        <source>Answers are slow</source>
        <translation>应答缓慢</translation>
    </message>
    <message>
        <source>One answer in twenty takes longer to begin.</source>
        <translation>每二十次应答中有一次开始得更慢。</translation>
    </message>
    <message>
        <source>Answers take long to begin</source>
        <translation>应答开始得很慢</translation>
    </message>
    <message>
        <source>Routing switch</source>
        <translation>路由开关</translation>
    </message>
    <message>
        <source>Somebody turned routing on or off.</source>
        <translation>有人打开或关闭了路由。</translation>
    </message>
    <message>
        <source>Routing was turned on</source>
        <translation>路由已打开</translation>
    </message>
    <message>
        <source>Routing was turned off</source>
        <translation>路由已关闭</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>已使用 %1</translation>
    </message>
    <message>
        <source>%1, the limit is %2</source>
        <translation>%1，限制为 %2</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 操作</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>提示</translation>
    </message>
</context>
<context>
    <name>ui::audit</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作者</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>添加供应商</translation>
    </message>
    <message>
        <source>Change several providers</source>
        <translation>更改多个供应商</translation>
    </message>
    <message>
        <source>Change a provider</source>
        <translation>更改供应商</translation>
    </message>
    <message>
        <source>Remove a provider</source>
        <translation>移除供应商</translation>
    </message>
    <message>
        <source>Take over a provider&apos;s models</source>
        <translation>采用供应商的模型</translation>
    </message>
    <message>
        <source>Add a provider&apos;s key</source>
        <translation>添加供应商密钥</translation>
    </message>
    <message>
        <source>Change several provider keys</source>
        <translation>更改多个供应商密钥</translation>
    </message>
    <message>
        <source>Change a provider&apos;s key</source>
        <translation>更改供应商密钥</translation>
    </message>
    <message>
        <source>Remove a provider&apos;s key</source>
        <translation>移除供应商密钥</translation>
    </message>
    <message>
        <source>End the waits of a provider&apos;s key</source>
        <translation>结束供应商密钥的等待</translation>
    </message>
    <message>
        <source>Hold a provider&apos;s key back</source>
        <translation>暂停使用供应商密钥</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Change several models</source>
        <translation>更改多个模型</translation>
    </message>
    <message>
        <source>Change a model</source>
        <translation>更改模型</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>移除模型</translation>
    </message>
    <message>
        <source>Create a client key</source>
        <translation>创建客户端密钥</translation>
    </message>
    <message>
        <source>Change several client keys</source>
        <translation>更改多个客户端密钥</translation>
    </message>
    <message>
        <source>Change a client key</source>
        <translation>更改客户端密钥</translation>
    </message>
    <message>
        <source>Remove a client key</source>
        <translation>移除客户端密钥</translation>
    </message>
    <message>
        <source>Revoke a client key</source>
        <translation>吊销客户端密钥</translation>
    </message>
    <message>
        <source>Rotate a client key</source>
        <translation>轮换客户端密钥</translation>
    </message>
    <message>
        <source>Add a user</source>
        <translation>添加用户</translation>
    </message>
    <message>
        <source>Change several users</source>
        <translation>更改多个用户</translation>
    </message>
    <message>
        <source>Change a user</source>
        <translation>更改用户</translation>
    </message>
    <message>
        <source>Remove a user</source>
        <translation>移除用户</translation>
    </message>
    <message>
        <source>Give a user a password</source>
        <translation>为用户设置密码</translation>
    </message>
    <message>
        <source>Sign a user out</source>
        <translation>让用户退出登录</translation>
    </message>
    <message>
        <source>Add a team</source>
        <translation>添加团队</translation>
    </message>
    <message>
        <source>Change several teams</source>
        <translation>更改多个团队</translation>
    </message>
    <message>
        <source>Change a team</source>
        <translation>更改团队</translation>
    </message>
    <message>
        <source>Remove a team</source>
        <translation>移除团队</translation>
    </message>
    <message>
        <source>Add an alias</source>
        <translation>添加别名</translation>
    </message>
    <message>
        <source>Change several aliases</source>
        <translation>更改多个别名</translation>
    </message>
    <message>
        <source>Change an alias</source>
        <translation>更改别名</translation>
    </message>
    <message>
        <source>Remove an alias</source>
        <translation>移除别名</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Change several rules</source>
        <translation>更改多条规则</translation>
    </message>
    <message>
        <source>Put the rules in another order</source>
        <translation>调整规则顺序</translation>
    </message>
    <message>
        <source>Change a rule</source>
        <translation>更改规则</translation>
    </message>
    <message>
        <source>Remove a rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <source>Change the routing defaults</source>
        <translation>更改路由默认值</translation>
    </message>
    <message>
        <source>Turn the routing switch</source>
        <translation>拨动路由开关</translation>
    </message>
    <message>
        <source>Take back a turn of the routing switch</source>
        <translation>撤回路由开关的更改</translation>
    </message>
    <message>
        <source>Routing switch takes effect</source>
        <translation>路由开关生效</translation>
    </message>
    <message>
        <source>Restore an earlier version</source>
        <translation>恢复较早的版本</translation>
    </message>
    <message>
        <source>Add a budget</source>
        <translation>添加预算</translation>
    </message>
    <message>
        <source>Change several budgets</source>
        <translation>更改多个预算</translation>
    </message>
    <message>
        <source>Change a budget</source>
        <translation>更改预算</translation>
    </message>
    <message>
        <source>Remove a budget</source>
        <translation>移除预算</translation>
    </message>
    <message>
        <source>Import prices</source>
        <translation>导入价格</translation>
    </message>
    <message>
        <source>Set a price</source>
        <translation>设置价格</translation>
    </message>
    <message>
        <source>End an own price</source>
        <translation>结束自定价格</translation>
    </message>
    <message>
        <source>Pay into prepaid credit</source>
        <translation>存入预付额度</translation>
    </message>
    <message>
        <source>Close prepaid credit</source>
        <translation>关闭预付额度</translation>
    </message>
    <message>
        <source>Change the exchange rates</source>
        <translation>更改汇率</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Sign in with the issuer</source>
        <translation>通过身份提供方登录</translation>
    </message>
    <message>
        <source>Continue a sign-in</source>
        <translation>继续登录</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Change one&apos;s own password</source>
        <translation>更改自己的密码</translation>
    </message>
    <message>
        <source>Change the settings</source>
        <translation>更改设置</translation>
    </message>
    <message>
        <source>Change how people sign in</source>
        <translation>更改登录方式</translation>
    </message>
    <message>
        <source>Listen at another address</source>
        <translation>更换监听地址</translation>
    </message>
    <message>
        <source>Make a certificate</source>
        <translation>生成证书</translation>
    </message>
    <message>
        <source>Read the certificate anew</source>
        <translation>重新读取证书</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Switchyard itself</source>
        <translation>Switchyard 自身</translation>
    </message>
    <message>
        <source>Nobody known</source>
        <translation>未知身份</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>无权限</translation>
    </message>
    <message>
        <source>Not let in</source>
        <translation>未放行</translation>
    </message>
    <message>
        <source>Locked out</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Provider keys</source>
        <translation>供应商密钥</translation>
    </message>
    <message>
        <source>Client keys</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Entry %1 is missing. Somebody removed it from the file.</source>
        <translation>第 %1 条记录缺失：有人把它从文件中删除了。</translation>
    </message>
    <message>
        <source>No entry has the hash you gave. The log was cut off or written anew: entry %1 is the first that may be missing.</source>
        <translation>没有记录的哈希与您给出的一致。日志被截断或重写：从第 %1 条起可能缺失。</translation>
    </message>
    <message>
        <source>Entry %1 is not as it was written. Somebody changed it in the file.</source>
        <translation>第 %1 条记录与写入时不符：有人在文件中改动了它。</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s), each as it was written.</source>
        <translation>
            <numerusform>共 %n 条记录，均与写入时一致。</numerusform>
        </translation>
    </message>
    <message>
        <source>Silence an alert</source>
        <translation>静默告警</translation>
    </message>
    <message>
        <source>Change the alerts</source>
        <translation>更改告警设置</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>审计日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>预付额度</translation>
    </message>
    <message>
        <source>Look into: %1</source>
        <translation>查看：%1</translation>
    </message>
</context>
<context>
    <name>ui::commands</name>
    <message>
        <source>Ask the gateway again</source>
        <translation>重新向网关查询</translation>
    </message>
    <message>
        <source>Search on this page</source>
        <translation>在本页搜索</translation>
    </message>
    <message>
        <source>Undo the last removal</source>
        <translation>撤销上一次移除</translation>
    </message>
    <message>
        <source>Copy the endpoint</source>
        <translation>复制接入地址</translation>
    </message>
    <message>
        <source>Search or jump to</source>
        <translation>搜索或跳转</translation>
    </message>
    <message>
        <source>From the sidebar to the page and back</source>
        <translation>在侧栏与页面之间切换</translation>
    </message>
    <message>
        <source>Help on this page</source>
        <translation>本页帮助</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Zoom %1 %</source>
        <translation>缩放 %1%</translation>
    </message>
    <message>
        <source>Zoom %1 % from the next start</source>
        <translation>下次启动时缩放为 %1%</translation>
    </message>
    <message>
        <source>Restart with the new size</source>
        <translation>以新的大小重新启动</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Light or dark as the system</source>
        <translation>外观跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language as the system</source>
        <translation>语言跟随系统</translation>
    </message>
    <message>
        <source>Quit Switchyard</source>
        <translation>退出 Switchyard</translation>
    </message>
    <message>
        <source>Run first-time setup again</source>
        <translation>再次运行首次设置</translation>
    </message>
    <message>
        <source>Turn routing on or off</source>
        <translation>开启或关闭路由</translation>
    </message>
</context>
<context>
    <name>ui::costs</name>
    <message>
        <source>hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>day</source>
        <translation>天</translation>
    </message>
    <message>
        <source>week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>all calls</source>
        <translation>所有调用</translation>
    </message>
    <message>
        <source>client key</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>limit %1</source>
        <extracomment>A limit of which nothing is counted: %1 is an amount.</extracomment>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>What is spent of a budget: two amounts.</extracomment>
        <translation>%1，共 %2</translation>
    </message>
    <message>
        <source>turned off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>尚未计算</translation>
    </message>
    <message>
        <source>resets %1</source>
        <translation>%1 重置</translation>
    </message>
    <message>
        <source>never resets</source>
        <translation>从不重置</translation>
    </message>
    <message>
        <source>used up, %1</source>
        <translation>已用完，%1</translation>
    </message>
    <message>
        <source>used up about %1 at this rate, %2</source>
        <translation>照此速度约 %1 用完，%2</translation>
    </message>
    <message>
        <source>about %1 at this rate, %2</source>
        <translation>照此速度约 %1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n 次调用未定价</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n 次调用为估算</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Whole answer</source>
        <translation>完整应答</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 Token</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>By provider</source>
        <translation>按供应商</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>By client key</source>
        <translation>按客户端密钥</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>By user</source>
        <translation>按用户</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>By team</source>
        <translation>按团队</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>By alias</source>
        <translation>按别名</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>By tag</source>
        <translation>按标签</translation>
    </message>
    <message>
        <source>asked for by its own name</source>
        <translation>直接用模型名</translation>
    </message>
    <message>
        <source>without a tag</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>nobody known</source>
        <translation>未知对象</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>A month with its year, in the form this language uses.</extracomment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A day with its year, in the form this language uses.</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>no calls yet</source>
        <translation>还没有调用</translation>
    </message>
    <message>
        <source>nothing before to compare</source>
        <translation>此前没有可比的数据</translation>
    </message>
    <message>
        <source>%1 the time before</source>
        <translation>上一段为 %1</translation>
    </message>
    <message>
        <source>%1 of it estimated</source>
        <translation>其中 %1 为估算</translation>
    </message>
    <message>
        <source>vs yesterday by now</source>
        <translation>较昨天此时</translation>
    </message>
    <message>
        <source>vs last week by now</source>
        <translation>较上周此时</translation>
    </message>
    <message>
        <source>vs last month by now</source>
        <translation>较上月此时</translation>
    </message>
    <message numerus="yes">
        <source>call(s)</source>
        <translation>
            <numerusform>次调用</numerusform>
        </translation>
    </message>
    <message>
        <source>every call has a price</source>
        <translation>每次调用都有价格</translation>
    </message>
    <message>
        <source>no calls in this time</source>
        <translation>这段时间没有调用</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) in no sum of cost</source>
        <translation>
            <numerusform>%n 次调用未计入任何成本合计</numerusform>
        </translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用程序</translation>
    </message>
    <message>
        <source>By application</source>
        <translation>按应用程序</translation>
    </message>
</context>
<context>
    <name>ui::delta</name>
    <message>
        <source>vs yesterday</source>
        <translation>较昨日同时段</translation>
    </message>
    <message>
        <source>same as yesterday</source>
        <translation>与昨日同时段持平</translation>
    </message>
    <message>
        <source>%1 pts</source>
        <extracomment>Percentage points, short: 0.6 pts.</extracomment>
        <translation>%1 百分点</translation>
    </message>
    <message>
        <source>none yesterday</source>
        <translation>昨日同时段无</translation>
    </message>
</context>
<context>
    <name>ui::error_codes</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>错误码</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>处理办法</translation>
    </message>
    <message>
        <source>The body is no valid request</source>
        <translation>请求内容无效</translation>
    </message>
    <message>
        <source>Check the JSON, the model and the messages</source>
        <translation>检查 JSON、模型和消息</translation>
    </message>
    <message>
        <source>The conversation is too long for the model</source>
        <translation>对话超出模型的上下文长度</translation>
    </message>
    <message>
        <source>Send less, or pick a model with a larger context</source>
        <translation>缩短内容，或选择上下文更长的模型</translation>
    </message>
    <message>
        <source>The connection ended inside the request</source>
        <translation>请求未发完连接就断开了</translation>
    </message>
    <message>
        <source>Send it again; check what lies between</source>
        <translation>重新发送；检查中间的代理</translation>
    </message>
    <message>
        <source>The request could not be understood</source>
        <translation>无法识别请求</translation>
    </message>
    <message>
        <source>Use an HTTP library; something between may change the request</source>
        <translation>请使用 HTTP 库；中间设备可能改动了请求</translation>
    </message>
    <message>
        <source>No key, an unknown one, or one that has expired or was revoked</source>
        <translation>没有密钥、密钥未知、已过期或已吊销</translation>
    </message>
    <message>
        <source>This key may not use this model</source>
        <translation>此密钥不能使用该模型</translation>
    </message>
    <message>
        <source>Pick another model, or allow it to the key</source>
        <translation>换一个模型，或允许此密钥使用它</translation>
    </message>
    <message>
        <source>The role of the key does not allow this</source>
        <translation>密钥的角色无权执行此操作</translation>
    </message>
    <message>
        <source>Use a key with a higher role</source>
        <translation>使用角色更高的密钥</translation>
    </message>
    <message>
        <source>A web page of another origin called</source>
        <translation>调用来自其他来源的网页</translation>
    </message>
    <message>
        <source>Call from a program, not from a web page</source>
        <translation>请从程序而不是网页中调用</translation>
    </message>
    <message>
        <source>No provider has this model</source>
        <translation>没有供应商提供该模型</translation>
    </message>
    <message>
        <source>Pick one from the list, or add it to a provider</source>
        <translation>从列表中选择，或将它添加到供应商</translation>
    </message>
    <message>
        <source>There is nothing at this address</source>
        <translation>该地址不存在</translation>
    </message>
    <message>
        <source>Check the base URL: it ends in /v1</source>
        <translation>检查基础地址：应以 /v1 结尾</translation>
    </message>
    <message>
        <source>The address is right, the method is not</source>
        <translation>地址正确，但方法不对</translation>
    </message>
    <message>
        <source>Calls of models are POST</source>
        <translation>调用模型请使用 POST</translation>
    </message>
    <message>
        <source>The request came too slowly</source>
        <translation>请求发送得太慢</translation>
    </message>
    <message>
        <source>Send it at once; check the network</source>
        <translation>一次发送完整；检查网络</translation>
    </message>
    <message>
        <source>It was changed meanwhile, or the name is taken</source>
        <translation>已被更改，或名称已被占用</translation>
    </message>
    <message>
        <source>Load it again and repeat the change</source>
        <translation>重新加载后再更改</translation>
    </message>
    <message>
        <source>The request is over the limit of 32 MiB</source>
        <translation>请求超过 32 MiB 的上限</translation>
    </message>
    <message>
        <source>Send less: smaller pictures, a shorter history</source>
        <translation>减少内容：缩小图片，缩短历史</translation>
    </message>
    <message>
        <source>The address is too long</source>
        <translation>地址太长</translation>
    </message>
    <message>
        <source>Put the values into the body</source>
        <translation>把参数放入请求正文</translation>
    </message>
    <message>
        <source>The body is not JSON</source>
        <translation>请求正文不是 JSON</translation>
    </message>
    <message>
        <source>Send Content-Type: application/json</source>
        <translation>发送时请带上 Content-Type: application/json</translation>
    </message>
    <message>
        <source>The body is compressed</source>
        <translation>请求正文经过压缩</translation>
    </message>
    <message>
        <source>Send it without Content-Encoding</source>
        <translation>不要使用 Content-Encoding</translation>
    </message>
    <message>
        <source>The client expects what is not done here</source>
        <translation>客户端的期望无法满足</translation>
    </message>
    <message>
        <source>Send no Expect header</source>
        <translation>不要发送 Expect 头</translation>
    </message>
    <message>
        <source>The name in the address is not one of this gateway</source>
        <translation>地址中的主机名不属于此网关</translation>
    </message>
    <message>
        <source>Use 127.0.0.1 in the base URL</source>
        <translation>基础地址中请使用 127.0.0.1</translation>
    </message>
    <message>
        <source>A field has a value that cannot be</source>
        <translation>某个字段的值无效</translation>
    </message>
    <message>
        <source>The answer names the field</source>
        <translation>回答中会指出是哪个字段</translation>
    </message>
    <message>
        <source>The client wants another protocol</source>
        <translation>客户端要求其他协议</translation>
    </message>
    <message>
        <source>Use plain HTTP/1.1</source>
        <translation>请使用普通的 HTTP/1.1</translation>
    </message>
    <message>
        <source>Every key for this model is at its limit</source>
        <translation>该模型的所有密钥都已达到限额</translation>
    </message>
    <message>
        <source>Wait as long as Retry-After says, or add a key</source>
        <translation>按 Retry-After 等待，或添加密钥</translation>
    </message>
    <message>
        <source>The account at the provider has no credit left</source>
        <translation>供应商账户余额不足</translation>
    </message>
    <message>
        <source>Top it up, or add another provider</source>
        <translation>请充值，或添加其他供应商</translation>
    </message>
    <message>
        <source>The header lines are too long or too many</source>
        <translation>请求头太长或太多</translation>
    </message>
    <message>
        <source>Send fewer headers</source>
        <translation>减少请求头</translation>
    </message>
    <message>
        <source>The client left before the answer was whole</source>
        <translation>客户端在回答完成前断开</translation>
    </message>
    <message>
        <source>Only in the log: nobody was there to be told</source>
        <translation>仅见于日志：当时已无人接收</translation>
    </message>
    <message>
        <source>A fault of the gateway</source>
        <translation>网关自身的故障</translation>
    </message>
    <message>
        <source>Look into its log, and report it</source>
        <translation>查看日志并反馈</translation>
    </message>
    <message>
        <source>The gateway cannot read its database</source>
        <translation>网关无法读取数据库</translation>
    </message>
    <message>
        <source>Check disk space and the rights of the data directory</source>
        <translation>检查磁盘空间和数据目录权限</translation>
    </message>
    <message>
        <source>The provider failed</source>
        <translation>供应商出错</translation>
    </message>
    <message>
        <source>See the call on the page Requests; try again</source>
        <translation>在“请求”页查看此调用，然后重试</translation>
    </message>
    <message>
        <source>The provider cannot be reached</source>
        <translation>无法连接供应商</translation>
    </message>
    <message>
        <source>Check the network and the base URL of the provider</source>
        <translation>检查网络和供应商的基础地址</translation>
    </message>
    <message>
        <source>The provider refuses every key it has here</source>
        <translation>供应商拒绝了这里的所有密钥</translation>
    </message>
    <message>
        <source>Check the keys of the provider</source>
        <translation>检查该供应商的密钥</translation>
    </message>
    <message>
        <source>The provider answered what nobody can read</source>
        <translation>供应商的回答无法识别</translation>
    </message>
    <message>
        <source>See the call on the page Requests; check the type of the provider</source>
        <translation>在“请求”页查看此调用；检查供应商类型</translation>
    </message>
    <message>
        <source>The answer of the provider broke off</source>
        <translation>供应商的回答中断</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>请重新发送</translation>
    </message>
    <message>
        <source>No key of the provider can be read</source>
        <translation>无法读取该供应商的密钥</translation>
    </message>
    <message>
        <source>Unlock the keychain, or enter the key again</source>
        <translation>解锁钥匙串，或重新输入密钥</translation>
    </message>
    <message>
        <source>The gateway cannot serve at the moment</source>
        <translation>网关暂时无法服务</translation>
    </message>
    <message>
        <source>Try again in a moment</source>
        <translation>请稍后重试</translation>
    </message>
    <message>
        <source>Too many large requests at once</source>
        <translation>同时到达的大请求太多</translation>
    </message>
    <message>
        <source>Calls cannot be booked</source>
        <translation>无法记录调用</translation>
    </message>
    <message>
        <source>Check whether the disk is full</source>
        <translation>检查磁盘是否已满</translation>
    </message>
    <message>
        <source>The gateway is shutting down</source>
        <translation>网关正在关闭</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>请重新启动</translation>
    </message>
    <message>
        <source>The provider was too slow</source>
        <translation>供应商响应太慢</translation>
    </message>
    <message>
        <source>Send it again, or raise the time limit of the provider</source>
        <translation>重新发送，或延长该供应商的时限</translation>
    </message>
    <message>
        <source>Another program has the port</source>
        <translation>端口已被其他程序占用</translation>
    </message>
    <message>
        <source>Use another port</source>
        <translation>请换用其他端口</translation>
    </message>
    <message>
        <source>A rule turned the call away</source>
        <translation>该调用被一条规则拒绝</translation>
    </message>
    <message>
        <source>The message is the rule&apos;s own; see the page Routing</source>
        <translation>提示文字来自该规则；请查看“路由”页面</translation>
    </message>
    <message>
        <source>A change of the routing switch is pending already</source>
        <translation>路由开关已有待生效的更改</translation>
    </message>
    <message>
        <source>Undo it, or wait as long as Retry-After says</source>
        <translation>撤销它，或等待 Retry-After 所示的时间</translation>
    </message>
    <message>
        <source>The routing switch was changed lately and is locked</source>
        <translation>路由开关刚刚更改过，已锁定</translation>
    </message>
    <message>
        <source>Wait as long as Retry-After says</source>
        <translation>等待 Retry-After 所示的时间</translation>
    </message>
    <message>
        <source>No change of the routing switch is pending</source>
        <translation>路由开关没有待生效的更改</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>没有可撤销的更改</translation>
    </message>
    <message>
        <source>This port speaks plain HTTP, and the call came over TLS</source>
        <translation>此端口使用明文 HTTP，而调用使用了 TLS</translation>
    </message>
    <message>
        <source>Begin the base URL with http://</source>
        <translation>让基础 URL 以 http:// 开头</translation>
    </message>
    <message>
        <source>This port speaks TLS, and the call came without it</source>
        <translation>此端口使用 TLS，而调用没有使用</translation>
    </message>
    <message>
        <source>Begin the base URL with https://</source>
        <translation>让基础 URL 以 https:// 开头</translation>
    </message>
    <message>
        <source>The address the call came from may not call</source>
        <translation>发起调用的地址不被允许</translation>
    </message>
    <message>
        <source>Call from another computer, or change the address lists in the settings</source>
        <translation>请换一台计算机调用，或在设置中修改地址列表</translation>
    </message>
    <message>
        <source>Check the key; make a new one on the page Keys &amp; users</source>
        <translation>检查密钥，或在“密钥与用户”页新建一个</translation>
    </message>
</context>
<context>
    <name>ui::errors</name>
    <message>
        <source>The gateway refused: this needs a key with more rights.</source>
        <translation>网关拒绝了请求：需要权限更高的密钥。</translation>
    </message>
    <message>
        <source>The gateway does not know what this page asks for.</source>
        <translation>网关不支持此页面所请求的内容。</translation>
    </message>
    <message>
        <source>The gateway cannot be reached.</source>
        <translation>无法连接到网关。</translation>
    </message>
    <message>
        <source>The gateway cannot answer at the moment.</source>
        <translation>网关暂时无法应答。</translation>
    </message>
    <message>
        <source>The gateway cannot read its database.</source>
        <translation>网关无法读取数据库。</translation>
    </message>
    <message>
        <source>The gateway answered with an error.</source>
        <translation>网关返回了错误。</translation>
    </message>
</context>
<context>
    <name>ui::gateway</name>
    <message>
        <source>the certificate is valid</source>
        <translation>证书有效</translation>
    </message>
    <message>
        <source>the provider accepts this key</source>
        <translation>供应商接受此密钥</translation>
    </message>
    <message>
        <source>the provider does not accept this key</source>
        <translation>供应商不接受此密钥</translation>
    </message>
    <message>
        <source>the provider wants a key</source>
        <translation>供应商需要密钥</translation>
    </message>
    <message>
        <source>the provider answered %1</source>
        <translation>供应商返回了 %1</translation>
    </message>
    <message>
        <source>the provider does not list the model %1</source>
        <translation>供应商没有列出模型 %1</translation>
    </message>
    <message>
        <source>the key could not be checked: %1</source>
        <translation>无法检查密钥：%1</translation>
    </message>
    <message>
        <source>the answer is no list of models</source>
        <translation>应答不是模型列表</translation>
    </message>
    <message>
        <source>the answer is larger than expected</source>
        <translation>应答超出预期大小</translation>
    </message>
    <message>
        <source>there was no answer in time</source>
        <translation>未能及时收到应答</translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation>没有应答：%1</translation>
    </message>
    <message>
        <source>the key was entered for another address; enter it again</source>
        <translation>密钥是为另一个地址输入的，请重新输入</translation>
    </message>
    <message>
        <source>the environment variable %1 is not set</source>
        <translation>环境变量 %1 未设置</translation>
    </message>
    <message>
        <source>the key file %1 cannot be opened</source>
        <translation>无法打开密钥文件 %1</translation>
    </message>
    <message>
        <source>the key file %1 is not a regular file</source>
        <translation>密钥文件 %1 不是普通文件</translation>
    </message>
    <message>
        <source>the key file %1 belongs to another user; make a copy that is yours</source>
        <translation>密钥文件 %1 属于其他用户，请为自己复制一份</translation>
    </message>
    <message>
        <source>the key file %1 is readable by others; run `chmod 600` on it</source>
        <translation>密钥文件 %1 可被其他人读取，请对它运行 `chmod 600`</translation>
    </message>
    <message>
        <source>the key is not in the keychain; enter it again</source>
        <translation>钥匙串中没有此密钥，请重新输入</translation>
    </message>
    <message>
        <source>the key has not been read from the keychain yet</source>
        <translation>尚未从钥匙串读取密钥</translation>
    </message>
    <message>
        <source>the keychain refused: %1</source>
        <translation>钥匙串拒绝访问：%1</translation>
    </message>
    <message>
        <source>there is no keychain in this session: install and start gnome-keyring inside a D-Bus session, or keep the key in env:NAME or file:PATH</source>
        <translation>此会话中没有钥匙串：请安装 gnome-keyring 并在 D-Bus 会话中启动，或将密钥放在 env:NAME 或 file:PATH 中</translation>
    </message>
    <message>
        <source>the keychain has not been created yet: give it a password (log in to the desktop, or run `gnome-keyring-daemon --replace --unlock`), or keep the key in env:NAME or file:PATH</source>
        <translation>尚未创建钥匙串：请为它设置密码（登录桌面，或运行 `gnome-keyring-daemon --replace --unlock`），或将密钥放在 env:NAME 或 file:PATH 中</translation>
    </message>
    <message>
        <source>the keychain is locked: unlock it with its password (log in to the desktop, or run `gnome-keyring-daemon --replace --unlock`), or keep the key in env:NAME or file:PATH</source>
        <translation>钥匙串已锁定：请用密码解锁（登录桌面，或运行 `gnome-keyring-daemon --replace --unlock`），或将密钥放在 env:NAME 或 file:PATH 中</translation>
    </message>
    <message>
        <source>the keychain does not answer in time: look whether its service hangs or waits for a password; Switchyard goes on asking</source>
        <translation>钥匙串未能及时应答：请查看其服务是否停滞或在等待密码，Switchyard 会继续询问</translation>
    </message>
    <message>
        <source>the keychain service has ended: start it again (log in to the desktop, or run `gnome-keyring-daemon --unlock`); keys that were read already go on working</source>
        <translation>钥匙串服务已结束：请重新启动（登录桌面，或运行 `gnome-keyring-daemon --unlock`），已读取的密钥继续有效</translation>
    </message>
    <message>
        <source>the secret must be env:NAME, file:PATH or the key itself</source>
        <translation>必须填写 env:NAME、file:PATH 或密钥本身</translation>
    </message>
    <message>
        <source>the secret must be env:NAME, file:PATH or the key itself; keychain entries cannot be named</source>
        <translation>必须填写 env:NAME、file:PATH 或密钥本身，不能指定钥匙串条目</translation>
    </message>
    <message>
        <source>the name must be 1 to 64 bytes of readable text</source>
        <translation>名称必须是 1 到 64 字节的可读文本</translation>
    </message>
    <message>
        <source>the name must not hold / or | nor begin or end with a space: it stands before the / of model names</source>
        <translation>名称不能包含 / 或 |，也不能以空格开头或结尾：它位于模型名称的 / 之前</translation>
    </message>
    <message>
        <source>the name `default` is taken: it means the default model</source>
        <translation>名称 `default` 已被占用：它表示默认模型</translation>
    </message>
    <message>
        <source>the weight must be from 0 to 1000000</source>
        <translation>权重必须在 0 到 1000000 之间</translation>
    </message>
    <message>
        <source>the priority must be from -1000000 to 1000000</source>
        <translation>优先级必须在 -1000000 到 1000000 之间</translation>
    </message>
    <message>
        <source>the concurrency limit must not be negative</source>
        <translation>并发上限不能为负数</translation>
    </message>
    <message>
        <source>this provider takes no key</source>
        <translation>此供应商不需要密钥</translation>
    </message>
    <message>
        <source>the base URL is required, for instance https://host/v1</source>
        <translation>必须填写基础地址，例如 https://host/v1</translation>
    </message>
    <message>
        <source>the base URL must not end with /</source>
        <translation>基础地址不能以 / 结尾</translation>
    </message>
    <message>
        <source>the base URL %1</source>
        <translation>基础地址%1</translation>
    </message>
    <message>
        <source>has an IPv6 address that cannot be read</source>
        <translation>包含无法识别的 IPv6 地址</translation>
    </message>
    <message>
        <source>has no readable host name (write international names in their xn-- form)</source>
        <translation>没有可识别的主机名（国际化域名请用 xn-- 形式）</translation>
    </message>
    <message>
        <source>holds a character that does not belong in a URL</source>
        <translation>包含 URL 中不允许的字符</translation>
    </message>
    <message>
        <source>must begin with https:// or http://</source>
        <translation>必须以 https:// 或 http:// 开头</translation>
    </message>
    <message>
        <source>must not hold a user name or password; put the key in its own field</source>
        <translation>不能包含用户名或密码，请把密钥填在单独的字段中</translation>
    </message>
    <message>
        <source>must not hold a query or fragment</source>
        <translation>不能包含查询参数或片段</translation>
    </message>
    <message>
        <source>has a port that is not between 1 and 65535</source>
        <translation>的端口不在 1 到 65535 之间</translation>
    </message>
    <message>
        <source>the model name must be 1 to 256 bytes of text</source>
        <translation>模型名称必须是 1 到 256 字节的文本</translation>
    </message>
    <message>
        <source>a model is listed twice: %1</source>
        <translation>模型重复列出：%1</translation>
    </message>
    <message>
        <source>the port must be a number from 0 to 65535</source>
        <translation>端口必须是 0 到 65535 的数字</translation>
    </message>
    <message>
        <source>max_attempts must be from 1 to 4</source>
        <translation>尝试次数必须在 1 到 4 之间</translation>
    </message>
    <message>
        <source>%1 (it answered %2)</source>
        <translation>%1（返回了 %2）</translation>
    </message>
    <message>
        <source>%1; the base URL may be another one</source>
        <translation>%1；基础地址可能不正确</translation>
    </message>
    <message>
        <source>Could not resolve host: %1</source>
        <translation>无法解析主机名：%1</translation>
    </message>
    <message>
        <source>Failed to connect to %1 port %2 after %3 ms: %4</source>
        <translation>%3 毫秒后仍无法连接到 %1 的端口 %2：%4</translation>
    </message>
    <message>
        <source>Couldn&apos;t connect to server</source>
        <translation>无法连接到服务器</translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>Connection timed out after %1 milliseconds</source>
        <translation>连接在 %1 毫秒后超时</translation>
    </message>
    <message>
        <source>Timeout was reached</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Server returned nothing (no headers, no data)</source>
        <translation>服务器没有返回任何内容</translation>
    </message>
    <message>
        <source>SSL certificate problem: %1</source>
        <translation>SSL 证书问题：%1</translation>
    </message>
    <message>
        <source>self-signed certificate</source>
        <translation>自签名证书</translation>
    </message>
    <message>
        <source>unable to get local issuer certificate</source>
        <translation>无法获取本地颁发者证书</translation>
    </message>
    <message>
        <source>certificate has expired</source>
        <translation>证书已过期</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>usage.db was damaged and a new one begun; rows from before are in %1 in %2: try `sqlite3 FILE .recover`, then move it away and this notice goes</source>
        <translation>usage.db 已损坏，并新建了一个；之前的记录在 %2 的 %1 中：请尝试 `sqlite3 FILE .recover`，然后将它移走，此提示便会消失</translation>
    </message>
    <message>
        <source>new calls are refused until they can be booked: %1</source>
        <translation>在能够记账之前拒绝新的调用：%1</translation>
    </message>
    <message>
        <source>calls are booked, but their rows are late: %1</source>
        <translation>调用已记账，但其记录有延迟：%1</translation>
    </message>
    <message>
        <source>calls are booked, but a power cut could take the last ones: %1</source>
        <translation>调用已记账，但断电可能丢失最近的几条：%1</translation>
    </message>
    <message>
        <source>the disk has no room for the journal in %1: %2</source>
        <translation>磁盘上没有空间存放 %1 中的日志：%2</translation>
    </message>
    <message>
        <source>the journal does not take the record%1</source>
        <translation>日志无法写入记录%1</translation>
    </message>
    <message>
        <source>%1 is damaged and some of its rows cannot be read: stop Switchyard, keep a copy of it, and try `sqlite3 FILE .recover` or put a backup in its place; %2</source>
        <translation>%1 已损坏，其中部分记录无法读取：请停止 Switchyard，保留一份副本，然后尝试 `sqlite3 FILE .recover` 或用备份替换；%2</translation>
    </message>
    <message>
        <source>%1 (free some space)</source>
        <translation>%1（请释放一些空间）</translation>
    </message>
    <message>
        <source>%1 (check the disk and the permissions)</source>
        <translation>%1（请检查磁盘和权限）</translation>
    </message>
    <message>
        <source>%1 (check the disk)</source>
        <translation>%1（请检查磁盘）</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>设备上没有剩余空间</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统为只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>the key was exchanged for a token</source>
        <translation>密钥已换得令牌</translation>
    </message>
    <message>
        <source>the provider has no list of its models; name those you want</source>
        <translation>供应商不提供模型列表；请自行填写所需的模型</translation>
    </message>
    <message>
        <source>the token endpoint answered %1</source>
        <translation>令牌端点返回了 %1</translation>
    </message>
    <message>
        <source>the key is no service account: %1</source>
        <translation>此密钥不是服务账号：%1</translation>
    </message>
    <message>
        <source>it must be the whole JSON of its key file</source>
        <translation>必须是密钥文件的完整 JSON 内容</translation>
    </message>
    <message>
        <source>client_email or private_key is missing or cannot be read</source>
        <translation>缺少 client_email 或 private_key，或无法读取</translation>
    </message>
    <message>
        <source>its private_key is not of RSA</source>
        <translation>其 private_key 不是 RSA 密钥</translation>
    </message>
    <message>
        <source>its private_key cannot sign</source>
        <translation>其 private_key 无法签名</translation>
    </message>
    <message>
        <source>its token_uri must begin with https://</source>
        <translation>其 token_uri 必须以 https:// 开头</translation>
    </message>
    <message>
        <source>the name must be 1 to 128 bytes of text without spaces at its ends</source>
        <translation>名称必须是 1 到 128 字节的文本，首尾没有空格</translation>
    </message>
    <message>
        <source>must be an address such as ana@example.com</source>
        <translation>必须是类似 ana@example.com 的地址</translation>
    </message>
    <message>
        <source>another user has this address</source>
        <translation>此地址已属于另一个用户</translation>
    </message>
    <message>
        <source>there is no user %1</source>
        <translation>没有用户 %1</translation>
    </message>
    <message>
        <source>there is no team %1</source>
        <translation>没有团队 %1</translation>
    </message>
    <message>
        <source>there is no provider %1</source>
        <translation>没有供应商 %1</translation>
    </message>
    <message>
        <source>is not the team of %1</source>
        <translation>不是 %1 所在的团队</translation>
    </message>
    <message>
        <source>a key stays with whom it was made for; make a new one</source>
        <translation>密钥始终属于为其创建的用户；请新建一个</translation>
    </message>
    <message>
        <source>a key stays with the team it was made for; make a new one</source>
        <translation>密钥始终属于为其创建的团队；请新建一个</translation>
    </message>
    <message>
        <source>it answered %1</source>
        <translation>返回了 %1</translation>
    </message>
    <message>
        <source>the message was taken</source>
        <translation>消息已被接收</translation>
    </message>
    <message>
        <source>sending was stopped</source>
        <translation>发送已停止</translation>
    </message>
    <message>
        <source>the robot refuses the message</source>
        <translation>机器人拒绝此消息</translation>
    </message>
    <message>
        <source>the robot refuses the message: %1</source>
        <translation>机器人拒绝此消息：%1</translation>
    </message>
    <message>
        <source>the mail server did not answer in time</source>
        <translation>邮件服务器未及时应答</translation>
    </message>
    <message>
        <source>the mail server does not take this user and password</source>
        <translation>邮件服务器不接受此用户和密码</translation>
    </message>
    <message>
        <source>the mail server refuses the sender or a receiver</source>
        <translation>邮件服务器拒绝发件人或某个收件人</translation>
    </message>
    <message>
        <source>the mail server offers no STARTTLS: nothing was sent</source>
        <translation>邮件服务器不提供 STARTTLS：未发送任何内容</translation>
    </message>
    <message>
        <source>the address must begin with https://; http:// is for this computer alone</source>
        <translation>地址必须以 https:// 开头；http:// 仅用于本机</translation>
    </message>
    <message>
        <source>the address must be a URL of plain characters without a fragment</source>
        <translation>地址必须是由普通字符组成且不含片段的 URL</translation>
    </message>
    <message>
        <source>a webhook needs a secret with which its messages are signed</source>
        <translation>Webhook 需要一个用于给消息签名的密钥</translation>
    </message>
    <message>
        <source>who signs in at the mail server needs a password</source>
        <translation>登录邮件服务器需要密码</translation>
    </message>
    <message>
        <source>give the password again: it would be shown to another server</source>
        <translation>请重新输入密码：它将发送给另一台服务器</translation>
    </message>
    <message>
        <source>only one secret can be entered at a time: save it, then enter the next</source>
        <translation>一次只能输入一个密钥：请先保存，再输入下一个</translation>
    </message>
    <message>
        <source>the sender must be an address such as switchyard@example.org</source>
        <translation>发件人必须是地址，例如 switchyard@example.org</translation>
    </message>
    <message>
        <source>there must be at least one receiver</source>
        <translation>至少需要一个收件人</translation>
    </message>
    <message>
        <source>the receivers must be addresses such as ops@example.org</source>
        <translation>收件人必须是地址，例如 ops@example.org</translation>
    </message>
    <message>
        <source>a password is never sent over a plain connection, but on this computer; choose STARTTLS or TLS</source>
        <translation>除本机外，绝不通过未加密的连接发送密码；请选择 STARTTLS 或 TLS</translation>
    </message>
    <message>
        <source>the pin must be sha256// and the base64 of a SHA-256</source>
        <translation>指纹必须是 sha256// 加上 SHA-256 的 base64</translation>
    </message>
    <message>
        <source>the server must be a name or an address, without a port</source>
        <translation>服务器必须是名称或地址，不含端口</translation>
    </message>
    <message>
        <source>this alert is over</source>
        <translation>此告警已结束</translation>
    </message>
    <message>
        <source>no connection to it could be made</source>
        <translation>无法与其建立连接</translation>
    </message>
    <message>
        <source>its host name cannot be resolved</source>
        <translation>无法解析其主机名</translation>
    </message>
    <message>
        <source>its certificate cannot be trusted</source>
        <translation>其证书不可信</translation>
    </message>
    <message>
        <source>its password cannot be read</source>
        <translation>无法读取其密码</translation>
    </message>
    <message>
        <source>it broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>it broke off: %1</source>
        <translation>连接中断：%1</translation>
    </message>
    <message>
        <source>what is there speaks no SOCKS5</source>
        <translation>对方不支持 SOCKS5</translation>
    </message>
    <message>
        <source>the password of the proxy %1 cannot be read: %2</source>
        <translation>无法读取代理 %1 的密码：%2</translation>
    </message>
    <message>
        <source>there is another proxy of this name</source>
        <translation>已有同名的代理</translation>
    </message>
    <message>
        <source>give the password again: it would be shown to another proxy</source>
        <translation>请重新输入密码：否则它会被出示给另一个代理</translation>
    </message>
    <message>
        <source>the host must stand alone: kind, port, user and password have fields of their own</source>
        <translation>主机须单独填写：类型、端口、用户和密码各有自己的字段</translation>
    </message>
    <message>
        <source>the user must be up to 255 bytes of text without colons</source>
        <translation>用户须为不超过 255 字节且不含冒号的文本</translation>
    </message>
    <message>
        <source>a password needs a user to go with it</source>
        <translation>有密码就必须填写用户</translation>
    </message>
    <message>
        <source>the host %1</source>
        <translation>主机%1</translation>
    </message>
    <message>
        <source>it cannot reach the provider</source>
        <translation>它无法到达供应商</translation>
    </message>
    <message>
        <source>it does not let us go to the provider</source>
        <translation>它不允许访问供应商</translation>
    </message>
    <message>
        <source>it does not accept the user and password</source>
        <translation>它不接受该用户和密码</translation>
    </message>
    <message>
        <source>no connection through it came about in time</source>
        <translation>未能及时通过它建立连接</translation>
    </message>
    <message>
        <source>no secure connection through it came about</source>
        <translation>未能通过它建立安全连接</translation>
    </message>
    <message>
        <source>the proxy %1 failed: %2</source>
        <translation>代理 %1 失败：%2</translation>
    </message>
    <message>
        <source>this provider is only called through the proxy pool, and there is no proxy in it</source>
        <translation>此供应商只能通过代理池调用，而代理池中没有代理</translation>
    </message>
    <message>
        <source>this provider is only called through the proxy pool, and all its proxies are off</source>
        <translation>此供应商只能通过代理池调用，而其中的代理都已关闭</translation>
    </message>
    <message>
        <source>no proxy of the pool works at the moment; the last error of %1: %2</source>
        <translation>代理池中目前没有可用的代理；%1 最近的错误：%2</translation>
    </message>
    <message>
        <source>It cannot be reached: it does not listen.</source>
        <translation>无法访问：它没有在监听。</translation>
    </message>
    <message>
        <source>It can be reached from this computer only.</source>
        <translation>只能从本机访问。</translation>
    </message>
    <message>
        <source>It can be reached from the network, over TLS.</source>
        <translation>可以从网络通过 TLS 访问。</translation>
    </message>
    <message>
        <source>It can be reached from the network in plain HTTP: others can read keys and calls on their way.</source>
        <translation>可以从网络通过明文 HTTP 访问：密钥和调用在途中可能被他人读取。</translation>
    </message>
    <message>
        <source>There is no certificate in use.</source>
        <translation>没有使用证书。</translation>
    </message>
    <message>
        <source>No certificate is needed for this computer alone.</source>
        <translation>仅供本机使用时不需要证书。</translation>
    </message>
    <message>
        <source>The certificate expired on %1.</source>
        <translation>证书已于 %1 过期。</translation>
    </message>
    <message>
        <source>The certificate is good until %1.</source>
        <translation>证书有效期至 %1。</translation>
    </message>
    <message>
        <source>Providers&apos; keys that are typed in are kept in the keychain of the system.</source>
        <translation>输入的供应商密钥保存在系统钥匙串中。</translation>
    </message>
    <message>
        <source>No key of a provider is kept here: none was typed in.</source>
        <translation>这里没有保存供应商密钥：尚未输入过。</translation>
    </message>
    <message>
        <source>No keychain can be used: providers&apos; keys can only come from variables and files.</source>
        <translation>没有可用的钥匙串：供应商密钥只能来自环境变量和文件。</translation>
    </message>
    <message>
        <source>The keychain that holds providers&apos; keys cannot be used.</source>
        <translation>保存供应商密钥的钥匙串无法使用。</translation>
    </message>
    <message>
        <source>Every operation needs a key or a sign-in, but /metrics answers programs of this computer without.</source>
        <translation>每项操作都需要密钥或登录，但本机程序访问 /metrics 不需要。</translation>
    </message>
    <message>
        <source>Who administers must sign in and show a key as well.</source>
        <translation>管理者必须登录，并同时出示密钥。</translation>
    </message>
    <message>
        <source>Every operation needs a key or a sign-in.</source>
        <translation>每项操作都需要密钥或登录。</translation>
    </message>
    <message>
        <source>No web page may call models.</source>
        <translation>任何网页都不能调用模型。</translation>
    </message>
    <message>
        <source>Web pages from these origins may call models: %1.</source>
        <translation>来自这些来源的网页可以调用模型：%1。</translation>
    </message>
    <message>
        <source>Addresses and ranges that may ask, besides this computer: %1.</source>
        <translation>除本机外允许访问的地址和网段数：%1。</translation>
    </message>
    <message>
        <source>Nobody but this computer can ask, so that addresses need not be restricted.</source>
        <translation>只有本机可以访问，因此无需限制地址。</translation>
    </message>
    <message>
        <source>Every address of the network may ask, if it has a key.</source>
        <translation>网络上的任何地址只要有密钥都可以访问。</translation>
    </message>
    <message>
        <source>No proxy is believed: the address of who asks is the one that is seen.</source>
        <translation>不信任任何代理：以实际看到的来源地址为准。</translation>
    </message>
    <message>
        <source>Everybody is believed to be a proxy, and so whatever address they say they ask for.</source>
        <translation>所有人都被当作代理信任，他们所说的任何来源地址都会被采信。</translation>
    </message>
    <message>
        <source>These proxies are believed when they say for whom they ask: %1.</source>
        <translation>信任这些代理所声明的来源地址：%1。</translation>
    </message>
    <message>
        <source>Every client key has a rate limit, of its own or of its user or team.</source>
        <translation>每个客户端密钥都有速率限制（自身的，或其用户、团队的）。</translation>
    </message>
    <message>
        <source>Client keys without any rate limit: %1 of %2.</source>
        <translation>没有任何速率限制的客户端密钥：%1 / 共 %2。</translation>
    </message>
    <message>
        <source>Keys &amp; users, Limits.</source>
        <translation>请见“密钥与用户”中的“限制”。</translation>
    </message>
    <message>
        <source>Every client key expires.</source>
        <translation>每个客户端密钥都有到期时间。</translation>
    </message>
    <message>
        <source>Client keys that never expire: %1 of %2.</source>
        <translation>永不过期的客户端密钥：%1 / 共 %2。</translation>
    </message>
    <message>
        <source>Keys &amp; users, Expires.</source>
        <translation>请见“密钥与用户”中的“到期时间”。</translation>
    </message>
    <message>
        <source>Prompts and answers are not kept.</source>
        <translation>不保存提示词和回答。</translation>
    </message>
    <message>
        <source>Prompts and answers are kept, encrypted: see who may be admin.</source>
        <translation>提示词和回答会加密保存：请确认谁是管理员。</translation>
    </message>
    <message>
        <source>Prompts and answers are not kept any more, but earlier ones still are.</source>
        <translation>不再保存提示词和回答，但以前保存的仍在。</translation>
    </message>
    <message>
        <source>Settings, Requests and answers, Remove all.</source>
        <translation>请见“设置”的“请求与回答”中的“全部删除”。</translation>
    </message>
    <message>
        <source>Other users of this computer can read what is kept, or it cannot be written.</source>
        <translation>本机的其他用户可以读取保存的内容，或者内容无法写入。</translation>
    </message>
    <message>
        <source>Run `switchyard doctor`: it says which files.</source>
        <translation>请运行 `switchyard doctor`，它会指出是哪些文件。</translation>
    </message>
    <message>
        <source>No other user of this computer can read what is kept.</source>
        <translation>本机的其他用户无法读取保存的内容。</translation>
    </message>
    <message>
        <source>No memory with keys is left behind by a crash, and no other program reads it.</source>
        <translation>崩溃不会留下含有密钥的内存，其他程序也无法读取。</translation>
    </message>
    <message>
        <source>Other programs of this user can read its memory, where keys are.</source>
        <translation>该用户的其他程序可以读取含有密钥的内存。</translation>
    </message>
    <message>
        <source>Start it without SWITCHYARD_DUMPABLE.</source>
        <translation>启动时不要设置 SWITCHYARD_DUMPABLE。</translation>
    </message>
    <message>
        <source>Settings, Address. On a server: start it with --tls instead of --plain-http, or without --listen.</source>
        <translation>请见“设置”的“地址”。在服务器上：启动时用 --tls 代替 --plain-http，或者不加 --listen。</translation>
    </message>
    <message>
        <source>Settings, Address: make a new certificate, or put the renewed files in place and have them read anew.</source>
        <translation>请在“设置”的“地址”中制作新证书，或放好续期后的文件并重新读取。</translation>
    </message>
    <message>
        <source>Settings, Who may call (`%1`).</source>
        <translation>请见“设置”的“谁可以调用”（`%1`）。</translation>
    </message>
    <message>
        <source>Settings, Requests and answers (`%1`).</source>
        <translation>请见“设置”的“请求与回答”（`%1`）。</translation>
    </message>
    <message>
        <source>a list takes at most 1000 entries; use wider ranges</source>
        <translation>列表最多 1000 项，请使用更大的网段</translation>
    </message>
    <message>
        <source>a certificate file is set; clear certificate_file in the settings first</source>
        <translation>已设置证书文件，请先清除设置项 certificate_file</translation>
    </message>
    <message>
        <source>the pattern %1 is wrong: %2</source>
        <translation>表达式 %1 有误：%2</translation>
    </message>
    <message>
        <source>the pattern %1 matches nothing at all</source>
        <translation>表达式 %1 会匹配空文本</translation>
    </message>
    <message>
        <source>%1 is no address or range: write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32</source>
        <translation>%1 不是地址或网段，请写成 192.0.2.7、192.0.2.0/24 或 2001:db8::/32</translation>
    </message>
    <message>
        <source>%1 needs a number from 0 to %2 after the slash</source>
        <translation>%1 的斜杠后应为 0 到 %2 的数字</translation>
    </message>
    <message>
        <source>%1 is neither a range of IPv4 nor one of IPv6; write IPv4 as 192.0.2.0/24</source>
        <translation>%1 既不是 IPv4 网段也不是 IPv6 网段，IPv4 请写成 192.0.2.0/24</translation>
    </message>
    <message>
        <source>%1 has bits set behind its prefix; write %2 for the range, or the address alone</source>
        <translation>%1 的前缀之后还有非零位，请写成网段 %2，或只写地址</translation>
    </message>
    <message>
        <source>%1 is no host name; write router.lan or router.lan:8443</source>
        <translation>%1 不是主机名，请写成 router.lan 或 router.lan:8443</translation>
    </message>
    <message>
        <source>%1 is no origin as browsers send it; write https://chat.lan or http://localhost:3000</source>
        <translation>%1 不是浏览器发送的来源，请写成 https://chat.lan 或 http://localhost:3000</translation>
    </message>
    <message>
        <source>a key needs its certificate</source>
        <translation>密钥需要配套的证书</translation>
    </message>
    <message>
        <source>there is no certificate in PEM form in it</source>
        <translation>文件中没有 PEM 格式的证书</translation>
    </message>
    <message>
        <source>there is no private key in PEM form in it, or it is locked with a password</source>
        <translation>文件中没有 PEM 格式的私钥，或者私钥有密码保护</translation>
    </message>
    <message>
        <source>the key is not the one this certificate was made for</source>
        <translation>此密钥与证书不匹配</translation>
    </message>
    <message>
        <source>%1 is no file that a certificate could be in</source>
        <translation>%1 不是可能包含证书的文件</translation>
    </message>
    <message>
        <source>%1 cannot be read, or is empty</source>
        <translation>%1 无法读取，或为空</translation>
    </message>
    <message>
        <source>%1 holds a private key that others can read; run: chmod 600 %2</source>
        <translation>%1 中的私钥可被他人读取，请运行：chmod 600 %2</translation>
    </message>
    <message>
        <source>no connection to it could be made in time</source>
        <translation>未能及时与其建立连接</translation>
    </message>
    <message>
        <source>it takes connections and says nothing</source>
        <translation>它接受连接，但没有任何回应</translation>
    </message>
</context>
<context>
    <name>ui::health</name>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>无法使用</translation>
    </message>
    <message>
        <source>No credit</source>
        <translation>额度用尽</translation>
    </message>
    <message>
        <source>Cooling</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>Cooling, %1</source>
        <translation>冷却中，%1</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>部分异常</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>持续失败</translation>
    </message>
    <message>
        <source>Coming back</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>可连接</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>No secret</source>
        <translation>缺少密文</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>its secret cannot be read</source>
        <translation>无法读取其密文</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>至 %1</translation>
    </message>
    <message>
        <source>checked %1</source>
        <translation>检查于 %1</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>尚未检查</translation>
    </message>
    <message>
        <source>not checked by itself</source>
        <translation>不自动检查</translation>
    </message>
    <message>
        <source>no key needed</source>
        <translation>不需要密钥</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n 个密钥</numerusform>
        </translation>
    </message>
    <message>
        <source>up</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>degraded</source>
        <translation>部分异常</translation>
    </message>
    <message>
        <source>down</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>not yet added</source>
        <translation>尚未添加</translation>
    </message>
    <message>
        <source>%1: %2, %3 available</source>
        <translation>%1：%2，可用率 %3</translation>
    </message>
    <message>
        <source>no day known yet</source>
        <translation>尚无记录</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s): %1</source>
        <translation>
            <numerusform>%n 天：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>all models</source>
        <translation>全部模型</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>停用中</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>For</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>最近错误</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>Connects in</source>
        <translation>连接用时</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>缓慢</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>排空中</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
</context>
<context>
    <name>ui::keychain</name>
    <message>
        <source>The keychain is locked, so keys in it cannot be read. Unlock it: Switchyard then goes on by itself.</source>
        <translation>钥匙串已锁定，无法读取其中的密钥。请解锁，Switchyard 会自动继续。</translation>
    </message>
    <message>
        <source>This session has no keychain, so keys in it cannot be read. Start gnome-keyring, or keep keys in env: or file:.</source>
        <translation>此会话没有钥匙串，无法读取其中的密钥。请启动 gnome-keyring，或改用 env: 或 file: 存放密钥。</translation>
    </message>
    <message>
        <source>The keychain has not been created yet. Give it a password, or keep keys in env: or file:.</source>
        <translation>钥匙串尚未创建。请为其设置密码，或改用 env: 或 file: 存放密钥。</translation>
    </message>
    <message>
        <source>The keychain does not answer. See whether it waits for a password; Switchyard goes on asking.</source>
        <translation>钥匙串没有响应。请检查它是否在等待输入密码；Switchyard 会继续尝试。</translation>
    </message>
    <message>
        <source>The keychain service has ended. Start it again; keys that were read before go on working.</source>
        <translation>钥匙串服务已结束。请重新启动；已读取的密钥仍可使用。</translation>
    </message>
    <message>
        <source>Key missing</source>
        <translation>缺少密钥</translation>
    </message>
    <message>
        <source>Key locked</source>
        <translation>密钥已锁定</translation>
    </message>
    <message>
        <source>Key unreadable</source>
        <translation>密钥不可读</translation>
    </message>
    <message>
        <source>Key not read</source>
        <translation>密钥未读取</translation>
    </message>
</context>
<context>
    <name>ui::keys</name>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>May call models. The right choice for an app.</source>
        <translation>可以调用模型。适合应用使用。</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>查看者</translation>
    </message>
    <message>
        <source>May call models and read calls, costs and settings.</source>
        <translation>可以调用模型，并查看调用、成本和设置。</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>May also see the keys and test providers.</source>
        <translation>还可以查看密钥和测试供应商。</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>May also change providers, keys and settings. Give it to no app.</source>
        <translation>还可以更改供应商、密钥和设置。不要给应用使用。</translation>
    </message>
    <message>
        <source>Super admin</source>
        <translation>超级管理员</translation>
    </message>
    <message>
        <source>May do everything. Give it to no app.</source>
        <translation>拥有全部权限。不要给应用使用。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>今日调用</translation>
    </message>
    <message>
        <source>Cost today</source>
        <translation>今日成本</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>上次使用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>May call: %1</source>
        <translation>可调用：%1</translation>
    </message>
    <message>
        <source>Revoked %1</source>
        <translation>吊销于 %1</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>%n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>Strict: refuses what a provider cannot be told</source>
        <translation>严格：拒绝无法完整转达给供应商的调用</translation>
    </message>
    <message>
        <source>Calls models. Sees their own keys, calls and costs.</source>
        <translation>可以调用模型。查看自己的密钥、调用和成本。</translation>
    </message>
    <message>
        <source>Also sees calls, costs and settings.</source>
        <translation>还可以查看调用、成本和设置。</translation>
    </message>
    <message>
        <source>Also tests providers and works the switch.</source>
        <translation>还可以测试供应商和操作开关。</translation>
    </message>
    <message>
        <source>Also changes providers, keys, users and settings.</source>
        <translation>还可以更改供应商、密钥、用户和设置。</translation>
    </message>
    <message>
        <source>May do everything, in all teams.</source>
        <translation>可以在所有团队中进行任何操作。</translation>
    </message>
    <message>
        <source>Rotating</source>
        <translation>轮换中</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Calls, tokens / min</source>
        <translation>调用、Token/分钟</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Signed: each request must be</source>
        <translation>签名：每个请求都必须签名</translation>
    </message>
    <message>
        <source>Tags: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>The old key %1… works until %2</source>
        <translation>旧密钥 %1… 可用至 %2</translation>
    </message>
    <message>
        <source>The old key works until %1</source>
        <translation>旧密钥可用至 %1</translation>
    </message>
    <message>
        <source>%1 is no address. Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.</source>
        <translation>%1 不是地址。请写成 192.0.2.7、192.0.2.0/24 或 2001:db8::/32。</translation>
    </message>
    <message>
        <source>%1 needs a number from 0 to %2 after the slash.</source>
        <translation>%1 的斜杠后需要 0 到 %2 的数字。</translation>
    </message>
    <message>
        <source>%1 is an address inside a network. Write the first address of the network, or the address without the slash.</source>
        <translation>%1 是网段中的一个地址。请写网段的首个地址，或不带斜杠的地址。</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>名称太长。</translation>
    </message>
    <message>
        <source>The name must be plain text.</source>
        <translation>名称必须是纯文本。</translation>
    </message>
    <message>
        <source>An e-mail address looks like name@example.com.</source>
        <translation>电子邮件地址形如 name@example.com。</translation>
    </message>
    <message>
        <source>At most 20 tags, each of 64 bytes at most.</source>
        <translation>最多 20 个标签，每个最多 64 字节。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Spent this month</source>
        <translation>本月花费</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Limits: %1</source>
        <translation>限制：%1</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>添加于 %1</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>同时 %1 个</translation>
    </message>
    <message>
        <source>%1 calls/min</source>
        <translation>%1 次/分钟</translation>
    </message>
    <message>
        <source>%1 tokens/min</source>
        <translation>%1 Token/分钟</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Its user or team is disabled: calls with it are refused.</source>
        <translation>其用户或团队已停用：使用它的调用会被拒绝。</translation>
    </message>
    <message>
        <source>Write env:NAME or file:/PATH, or nothing.</source>
        <translation>请填写 env:名称 或 file:/路径，或者留空。</translation>
    </message>
</context>
<context>
    <name>ui::listen</name>
    <message>
        <source>%1 (process %2) has port %3, so no program can call the gateway.</source>
        <translation>%1（进程 %2）占用了端口 %3，因此没有程序能调用网关。</translation>
    </message>
    <message>
        <source>Another program has port %1, so no program can call the gateway.</source>
        <translation>另一个程序占用了端口 %1，因此没有程序能调用网关。</translation>
    </message>
    <message>
        <source>The gateway has no port, so no program can call it.</source>
        <translation>网关没有端口，因此没有程序能调用它。</translation>
    </message>
</context>
<context>
    <name>ui::logs</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>仅错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>警告和错误</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>All but debug</source>
        <translation>除调试外的全部</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>调试</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>账本</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation>钥匙串</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Budgets</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>ui::money</name>
    <message>
        <source>unpriced</source>
        <translation>未定价</translation>
    </message>
</context>
<context>
    <name>ui::numbers</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
</context>
<context>
    <name>ui::outages</name>
    <message>
        <source>It ended early: a call went well.</source>
        <translation>提前结束：有调用成功。</translation>
    </message>
    <message>
        <source>It ended early: a check went well.</source>
        <translation>提前结束：检查成功。</translation>
    </message>
    <message>
        <source>It ended early: it was cleared by hand.</source>
        <translation>提前结束：已手动解除。</translation>
    </message>
    <message>
        <source>It ended early: the key was edited.</source>
        <translation>提前结束：密钥已修改。</translation>
    </message>
    <message>
        <source>It ended early: our own network was gone.</source>
        <translation>提前结束：是本机网络中断。</translation>
    </message>
    <message>
        <source>It ended early: Switchyard was started again.</source>
        <translation>提前结束：Switchyard 已重新启动。</translation>
    </message>
    <message>
        <source>A later end took its place.</source>
        <translation>已由更晚的结束时间取代。</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>since %1, until it is cleared</source>
        <translation>自 %1 起，直到解除</translation>
    </message>
    <message>
        <source>Only for %1</source>
        <translation>仅限 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1: out of use %n time(s), %2 in all</source>
        <translation>
            <numerusform>%1：停用 %n 次，共 %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::overview</name>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n 个调用未定价</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n 次调用为估算</numerusform>
        </translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 Token</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Other models</source>
        <translation>其他模型</translation>
    </message>
</context>
<context>
    <name>ui::pages</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Operate</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Observe</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>Keys &amp; users</source>
        <translation>密钥与用户</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>ui::plan</name>
    <message>
        <source>conditions</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>actions</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>affinity</source>
        <translation>会话保持</translation>
    </message>
    <message>
        <source>Routing switch</source>
        <translation>路由开关</translation>
    </message>
    <message>
        <source>Default model</source>
        <translation>默认模型</translation>
    </message>
    <message>
        <source>Default strategy</source>
        <translation>默认策略</translation>
    </message>
    <message>
        <source>Session affinity</source>
        <translation>会话保持</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>every call</source>
        <translation>每次调用</translation>
    </message>
    <message>
        <source>turned off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>only with %1</source>
        <translation>仅限使用 %1</translation>
    </message>
    <message>
        <source>else</source>
        <translation>否则</translation>
    </message>
    <message>
        <source>Rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>Alias %1</source>
        <translation>别名 %1</translation>
    </message>
</context>
<context>
    <name>ui::probes</name>
    <message>
        <source>not asked yet</source>
        <translation>尚未询问</translation>
    </message>
    <message>
        <source>%1, by calls</source>
        <translation>%1，由调用得知</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>有应答</translation>
    </message>
    <message>
        <source>Does not answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>询问时间</translation>
    </message>
    <message>
        <source>Answered in</source>
        <translation>应答用时</translation>
    </message>
    <message>
        <source>Cost a day</source>
        <translation>每天费用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Asked again: %1</source>
        <translation>下次询问：%1</translation>
    </message>
</context>
<context>
    <name>ui::providers</name>
    <message>
        <source>On</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>测试中</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>missing in the keychain</source>
        <translation>钥匙串中缺失</translation>
    </message>
    <message>
        <source>keychain locked</source>
        <translation>钥匙串已锁定</translation>
    </message>
    <message>
        <source>in the keychain</source>
        <translation>在钥匙串中</translation>
    </message>
    <message>
        <source>%1 context</source>
        <translation>%1 上下文</translation>
    </message>
    <message>
        <source>Its key is in the variable %1</source>
        <translation>密钥在变量 %1 中</translation>
    </message>
    <message>
        <source>Built in, needs no network and costs nothing</source>
        <translation>内置，无需网络，不产生费用</translation>
    </message>
    <message>
        <source>Any address you give</source>
        <translation>您指定的任意地址</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>在这台电脑上发现</translation>
    </message>
    <message>
        <source>Hosted</source>
        <translation>托管服务</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>本机运行</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>The name is too long: 64 bytes at most.</source>
        <translation>名称过长：最多 64 字节。</translation>
    </message>
    <message>
        <source>The name must not begin or end with a space.</source>
        <translation>名称的开头和结尾不能是空格。</translation>
    </message>
    <message>
        <source>The name must not contain / or |: it stands before the / of model names.</source>
        <translation>名称不能包含 / 或 |：它位于模型名称中 / 之前。</translation>
    </message>
    <message>
        <source>This name is taken.</source>
        <translation>此名称已被使用。</translation>
    </message>
    <message>
        <source>This name means the default model. Choose another one.</source>
        <translation>此名称表示默认模型，请换一个。</translation>
    </message>
    <message>
        <source>Give the address, for instance https://host/v1.</source>
        <translation>请输入地址，例如 https://host/v1。</translation>
    </message>
    <message>
        <source>The address must look like https://host/v1.</source>
        <translation>地址必须形如 https://host/v1。</translation>
    </message>
    <message>
        <source>The address must not contain a password: enter it as the key.</source>
        <translation>地址不能包含密码：请作为密钥输入。</translation>
    </message>
    <message>
        <source>The address must end before ? and #.</source>
        <translation>地址不能包含 ? 和 # 之后的部分。</translation>
    </message>
    <message>
        <source>Give the name of a variable, for instance OPENAI_API_KEY.</source>
        <translation>请输入变量名称，例如 OPENAI_API_KEY。</translation>
    </message>
    <message>
        <source>Give the whole path of a file that only you may read.</source>
        <translation>请输入只有您可以读取的文件的完整路径。</translation>
    </message>
    <message>
        <source>It was changed elsewhere meanwhile. Shown is what holds now.</source>
        <translation>它已在别处被更改，显示的是当前内容。</translation>
    </message>
    <message>
        <source>built in, no network</source>
        <translation>内置，无需网络</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>First token, 24 h</source>
        <translation>首个 Token，24 小时</translation>
    </message>
    <message>
        <source>Calls today</source>
        <translation>今日调用</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Turning on</source>
        <translation>正在启用</translation>
    </message>
    <message>
        <source>Turning off</source>
        <translation>正在停用</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>没有密钥</translation>
    </message>
    <message>
        <source>Test failed</source>
        <translation>测试失败</translation>
    </message>
    <message>
        <source>Tested</source>
        <translation>已测试</translation>
    </message>
    <message numerus="yes">
        <source>Runs here at %1, %n model(s)</source>
        <translation>
            <numerusform>在本机 %1 运行，%n 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>The provider limits the rate of calls</source>
        <translation>供应商限制了调用频率</translation>
    </message>
    <message>
        <source>Its quota or credit is used up</source>
        <translation>额度或余额已用完</translation>
    </message>
    <message>
        <source>The provider refused the key</source>
        <translation>供应商拒绝了该密钥</translation>
    </message>
    <message>
        <source>The provider does not know the model</source>
        <translation>供应商不认识该模型</translation>
    </message>
    <message>
        <source>The provider is overloaded</source>
        <translation>供应商过载</translation>
    </message>
    <message>
        <source>It was taken out by hand</source>
        <translation>已被手动停用</translation>
    </message>
    <message>
        <source>it said until when (Retry-After)</source>
        <translation>截止时间由其给出（Retry-After）</translation>
    </message>
    <message>
        <source>its headers say until when</source>
        <translation>截止时间来自其响应头</translation>
    </message>
    <message>
        <source>its answer says until when</source>
        <translation>截止时间来自其响应内容</translation>
    </message>
    <message>
        <source>it did not say until when, so that Switchyard guesses</source>
        <translation>未给出截止时间，由 Switchyard 估计</translation>
    </message>
    <message>
        <source>cooling down until %1</source>
        <translation>冷却至 %1</translation>
    </message>
    <message>
        <source>held until %1</source>
        <translation>暂停至 %1</translation>
    </message>
    <message>
        <source>held until it is cleared</source>
        <translation>暂停中，直到解除</translation>
    </message>
    <message>
        <source>not asked until %1</source>
        <translation>%1 前不再请求</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>暂不请求</translation>
    </message>
    <message>
        <source>coming back</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Too many of its calls failed</source>
        <translation>失败的调用过多</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Cooling down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>cooling down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Where its models run.</source>
        <translation>模型运行的区域。</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>The id of the project, such as my-project-123.</source>
        <translation>项目 ID，例如 my-project-123。</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>What stands before .openai.azure.com.</source>
        <translation>.openai.azure.com 前面的名称。</translation>
    </message>
    <message>
        <source>API version</source>
        <translation>API 版本</translation>
    </message>
    <message>
        <source>Only for deployment addresses, such as 2024-10-21. Empty: the v1 API.</source>
        <translation>仅用于按部署访问的地址，例如 2024-10-21。留空则使用 v1 API。</translation>
    </message>
    <message>
        <source>This is needed to find its address.</source>
        <translation>确定其地址需要此项。</translation>
    </message>
    <message>
        <source>Letters, digits, dots, hyphens and underscores only.</source>
        <translation>只能包含字母、数字、点、连字符和下划线。</translation>
    </message>
    <message>
        <source>The provider does not answer</source>
        <translation>供应商没有应答</translation>
    </message>
    <message>
        <source>a check has found it and looks again</source>
        <translation>由检查发现，并会继续检查</translation>
    </message>
</context>
<context>
    <name>ui::requests</name>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>中途断开</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>被中断</translation>
    </message>
    <message>
        <source>Asked for %1, served by %2, billed as %3</source>
        <translation>请求 %1，实际 %2，计费 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1, after %n attempt(s)</source>
        <translation>
            <numerusform>%1，共尝试 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of them from the provider&apos;s cache</source>
        <translation>其中 %1 个来自供应商缓存</translation>
    </message>
    <message>
        <source>%1 of them for reasoning</source>
        <translation>其中 %1 个用于推理</translation>
    </message>
    <message>
        <source>%1, from the provider&apos;s own count</source>
        <translation>%1，按供应商自己的计数</translation>
    </message>
    <message>
        <source>About %1: the tokens are our own count</source>
        <translation>约 %1：Token 数由本程序估算</translation>
    </message>
    <message>
        <source>No price is known for this model</source>
        <translation>此模型没有已知价格</translation>
    </message>
    <message>
        <source>Call %1, key %2</source>
        <translation>调用 %1，密钥 %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Model, asked and served</source>
        <translation>请求与实际模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>输入 Token</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>输出 Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首个 Token</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>error at the provider</source>
        <translation>供应商出错</translation>
    </message>
    <message>
        <source>rate limited</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>quota used up</source>
        <translation>额度用尽</translation>
    </message>
    <message>
        <source>key not accepted</source>
        <translation>密钥未被接受</translation>
    </message>
    <message>
        <source>model not known there</source>
        <translation>该处没有此模型</translation>
    </message>
    <message>
        <source>too long for the model</source>
        <translation>超出模型长度</translation>
    </message>
    <message>
        <source>request not accepted</source>
        <translation>请求未被接受</translation>
    </message>
    <message>
        <source>unusable answer</source>
        <translation>应答无法使用</translation>
    </message>
    <message>
        <source>answer too large</source>
        <translation>回答过大</translation>
    </message>
    <message>
        <source>cut off midway</source>
        <translation>中途断开</translation>
    </message>
    <message>
        <source>stalled midway</source>
        <translation>中途停滞</translation>
    </message>
    <message>
        <source>cancelled by the client</source>
        <translation>被客户端取消</translation>
    </message>
    <message>
        <source>Switchyard was stopping</source>
        <translation>Switchyard 正在停止</translation>
    </message>
    <message>
        <source>its key could not be read</source>
        <translation>无法读取其密钥</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>超时未应答</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>From cache</source>
        <translation>来自缓存</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Client errors (4xx)</source>
        <translation>客户端错误（4xx）</translation>
    </message>
    <message>
        <source>Server errors (5xx)</source>
        <translation>服务器错误（5xx）</translation>
    </message>
    <message>
        <source>Refused by Switchyard</source>
        <translation>被 Switchyard 拒绝</translation>
    </message>
    <message>
        <source>Failed at every provider</source>
        <translation>所有供应商均失败</translation>
    </message>
    <message>
        <source>Cut off midway</source>
        <translation>中途中断</translation>
    </message>
    <message>
        <source>Cancelled by the client</source>
        <translation>被客户端取消</translation>
    </message>
    <message>
        <source>Interrupted by a crash</source>
        <translation>因崩溃中断</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>another was quicker</source>
        <translation>另一个目标更快</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>请求的模型</translation>
    </message>
    <message>
        <source>Billed as</source>
        <translation>计费模型</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>Failed attempt</source>
        <translation>失败的尝试</translation>
    </message>
    <message>
        <source>Error code</source>
        <translation>错误代码</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token 数</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 及以上</translation>
    </message>
    <message>
        <source>%1 or less</source>
        <translation>%1 及以下</translation>
    </message>
    <message>
        <source>streamed</source>
        <translation>流式返回</translation>
    </message>
    <message>
        <source>in one piece</source>
        <translation>一次返回</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用程序</translation>
    </message>
</context>
<context>
    <name>ui::route</name>
    <message>
        <source>cooling down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>breaker open</source>
        <translation>已熔断</translation>
    </message>
    <message>
        <source>being probed</source>
        <translation>正在探测</translation>
    </message>
    <message>
        <source>coming back slowly</source>
        <translation>正在逐步恢复</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>held by an admin</source>
        <translation>被管理员暂停</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>turned off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>does not offer the model</source>
        <translation>不提供该模型</translation>
    </message>
    <message>
        <source>all its keys are off</source>
        <translation>其密钥均已停用</translation>
    </message>
    <message>
        <source>does not fit the call</source>
        <translation>与调用不符</translation>
    </message>
    <message>
        <source>a rule wants another provider</source>
        <translation>规则要求另一个供应商</translation>
    </message>
    <message>
        <source>not among those a rule requires</source>
        <translation>不在规则要求的供应商之列</translation>
    </message>
    <message>
        <source>stands above already</source>
        <translation>上面已列出</translation>
    </message>
    <message>
        <source>forbidden by a rule</source>
        <translation>被规则禁止</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>maths</source>
        <translation>数学</translation>
    </message>
    <message>
        <source>reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>several steps</source>
        <translation>多步骤</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>a schema</source>
        <translation>结构化输出</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>cannot be asked in this dialect</source>
        <translation>无法用这种方言询问</translation>
    </message>
    <message>
        <source>not for this client key</source>
        <translation>此客户端密钥不可使用</translation>
    </message>
    <message>
        <source>at a limit</source>
        <translation>已达上限</translation>
    </message>
</context>
<context>
    <name>ui::routing</name>
    <message>
        <source>Rules decide</source>
        <translation>由规则决定</translation>
    </message>
    <message>
        <source>Calls go where they say</source>
        <translation>按调用所指的去向</translation>
    </message>
    <message>
        <source>Turning on</source>
        <translation>正在开启</translation>
    </message>
    <message>
        <source>Turning off</source>
        <translation>正在关闭</translation>
    </message>
    <message>
        <source>Routing is on</source>
        <translation>路由已开启</translation>
    </message>
    <message>
        <source>Routing is off</source>
        <translation>路由已关闭</translation>
    </message>
    <message>
        <source>Rules take over at %1. Until then nothing changes.</source>
        <translation>规则将于 %1 接管，在此之前一切不变。</translation>
    </message>
    <message>
        <source>Rules stop deciding at %1. Until then nothing changes.</source>
        <translation>规则将于 %1 停止决定，在此之前一切不变。</translation>
    </message>
    <message>
        <source>The switch is locked until %1, so that it cannot flip-flop.</source>
        <translation>开关锁定至 %1，以免反复切换。</translation>
    </message>
    <message>
        <source>Rules and strategies decide where each call goes.</source>
        <translation>由规则和策略决定每个调用的去向。</translation>
    </message>
    <message>
        <source>Each call goes to the model it names, else to the default model.</source>
        <translation>每个调用去往它指定的模型，否则去往默认模型。</translation>
    </message>
    <message>
        <source>Rules take over at %1</source>
        <translation>规则将于 %1 接管</translation>
    </message>
    <message>
        <source>Rules stop deciding at %1</source>
        <translation>规则将于 %1 停止决定</translation>
    </message>
    <message>
        <source>plan v%1</source>
        <translation>计划 v%1</translation>
    </message>
    <message>
        <source>locked until %1</source>
        <translation>锁定至 %1</translation>
    </message>
    <message>
        <source>on since %1</source>
        <translation>自 %1 起开启</translation>
    </message>
    <message>
        <source>off since %1</source>
        <translation>自 %1 起关闭</translation>
    </message>
</context>
<context>
    <name>ui::rules</name>
    <message>
        <source>translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>extraction</source>
        <translation>信息提取</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写作</translation>
    </message>
    <message>
        <source>code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>maths</source>
        <translation>数学</translation>
    </message>
    <message>
        <source>analysis</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>question</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>闲聊</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>a schema</source>
        <translation>结构化输出</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Weighted random</source>
        <translation>加权随机</translation>
    </message>
    <message>
        <source>Round robin</source>
        <translation>轮询</translation>
    </message>
    <message>
        <source>Smooth weighted round robin</source>
        <translation>平滑加权轮询</translation>
    </message>
    <message>
        <source>Least latency</source>
        <translation>最低延迟</translation>
    </message>
    <message>
        <source>Least busy</source>
        <translation>最空闲</translation>
    </message>
    <message>
        <source>Cost first</source>
        <translation>成本优先</translation>
    </message>
    <message>
        <source>Speed first</source>
        <translation>速度优先</translation>
    </message>
    <message>
        <source>Quality first</source>
        <translation>质量优先</translation>
    </message>
    <message>
        <source>Prompt matches</source>
        <translation>提示词匹配</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>A regular expression, for instance (?i)^translate</source>
        <translation>正则表达式，例如 (?i)^translate</translation>
    </message>
    <message>
        <source>Complexity</source>
        <translation>复杂度</translation>
    </message>
    <message>
        <source>complexity</source>
        <translation>复杂度</translation>
    </message>
    <message>
        <source>Intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>intent</source>
        <translation>意图</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Names, * for any part: gpt-*</source>
        <translation>名称，* 代表任意部分：gpt-*</translation>
    </message>
    <message>
        <source>Client key</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Names of client keys</source>
        <translation>客户端密钥的名称</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>header</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Input tokens, about</source>
        <translation>输入 Token（约）</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>token 数</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>has</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>dialect</source>
        <translation>方言</translation>
    </message>
    <message>
        <source>For instance openai</source>
        <translation>例如 openai</translation>
    </message>
    <message>
        <source>Request class</source>
        <translation>请求类别</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>What the client says it is, for instance auxiliary</source>
        <translation>客户端自述的类别，例如 auxiliary</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Given by an earlier rule</source>
        <translation>由前面的规则添加</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>流式</translation>
    </message>
    <message>
        <source>Use model or alias</source>
        <translation>使用模型或别名</translation>
    </message>
    <message>
        <source>An alias, a model, or provider/model</source>
        <translation>别名、模型或 供应商/模型</translation>
    </message>
    <message>
        <source>Use provider</source>
        <translation>使用供应商</translation>
    </message>
    <message>
        <source>at</source>
        <translation>供应商</translation>
    </message>
    <message>
        <source>Name of a provider</source>
        <translation>供应商的名称</translation>
    </message>
    <message>
        <source>Choose by strategy</source>
        <translation>按策略选择</translation>
    </message>
    <message>
        <source>If that fails</source>
        <translation>失败后</translation>
    </message>
    <message>
        <source>then</source>
        <translation>随后</translation>
    </message>
    <message>
        <source>Models in their order</source>
        <translation>按顺序列出模型</translation>
    </message>
    <message>
        <source>Set parameters</source>
        <translation>设置参数</translation>
    </message>
    <message>
        <source>set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Default parameters</source>
        <translation>默认参数</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Add header</source>
        <translation>添加请求头</translation>
    </message>
    <message>
        <source>A word or more, kept with the call</source>
        <translation>一个或多个词，随调用保存</translation>
    </message>
    <message>
        <source>Set timeouts</source>
        <translation>设置超时</translation>
    </message>
    <message>
        <source>timeouts</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Only providers</source>
        <translation>仅限供应商</translation>
    </message>
    <message>
        <source>only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>Names of providers</source>
        <translation>供应商的名称</translation>
    </message>
    <message>
        <source>Never providers</source>
        <translation>禁用供应商</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>What the caller is told</source>
        <translation>告知调用方的内容</translation>
    </message>
    <message>
        <source>Several conditions</source>
        <translation>多个条件</translation>
    </message>
    <message>
        <source>Every call</source>
        <translation>每次调用</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>不超过 %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>非 %1</translation>
    </message>
    <message>
        <source>or %1</source>
        <translation>或 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>When</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Last hit</source>
        <translation>最近命中</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>every call</source>
        <translation>每次调用</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Names of users</source>
        <translation>用户的名称</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Names of teams</source>
        <translation>团队的名称</translation>
    </message>
    <message>
        <source>Budget left</source>
        <translation>预算剩余</translation>
    </message>
    <message>
        <source>budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>%1 below %2%</source>
        <extracomment>Of which budget less than how much is left: &quot;CI below 20%&quot;.</extracomment>
        <translation>%1 低于 %2%</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用程序</translation>
    </message>
    <message>
        <source>application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>A program of this computer; * and ? are wild</source>
        <translation>本机上的程序；* 和 ? 为通配符</translation>
    </message>
</context>
<context>
    <name>ui::snippets</name>
    <message>
        <source>any shell</source>
        <translation>任意终端</translation>
    </message>
    <message>
        <source>a terminal</source>
        <translation>终端</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>settings of Cline, API configuration</source>
        <translation>Cline 设置中的 API 配置</translation>
    </message>
</context>
<context>
    <name>ui::time</name>
    <message>
        <source>d MMM</source>
        <extracomment>The day of a call that is not today&apos;s, in a narrow table column.</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>ddd d MMM, HH:mm</source>
        <extracomment>Date and time in the page header, in the form this language uses.</extracomment>
        <translation>M 月 d 日 ddd HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>A date with its year, in the form this language uses.</extracomment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
</context>
<context>
    <name>ui::today</name>
    <message>
        <source>Tokens today</source>
        <translation>今日 Token</translation>
    </message>
    <message>
        <source>Cost today</source>
        <translation>今日成本</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) unpriced</source>
        <translation>
            <numerusform>%n 个调用未定价</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) estimated</source>
        <translation>
            <numerusform>%n 个调用为估算</numerusform>
        </translation>
    </message>
    <message>
        <source>Requests today</source>
        <translation>今日请求</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功率</translation>
    </message>
    <message>
        <source>First token, average</source>
        <translation>首个 Token 平均</translation>
    </message>
    <message>
        <source>%1% by the first choice</source>
        <translation>首选成功 %1%</translation>
    </message>
    <message>
        <source>median %1 · p95 %2</source>
        <translation>中位数 %1 · p95 %2</translation>
    </message>
    <message>
        <source>%1 yesterday by now</source>
        <translation>昨日同时段 %1</translation>
    </message>
    <message>
        <source>%1 in · %2 out</source>
        <translation>输入 %1 · 输出 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n failover(s)</source>
        <translation>
            <numerusform>%n 次故障切换</numerusform>
        </translation>
    </message>
</context>
</TS>
