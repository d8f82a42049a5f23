"""Characters read in more than one way today, in words, places and surnames."""

_TABLE = """
阿a,e 拗ao,niu 扒ba,pa 柏bai,bo,bei 百bai,bo 膀bang,pang 蚌bang,beng 磅bang,pang 剥bao,bo 薄bao,bo
堡bao,bu,pu 暴bao,pu 臂bei,bi 秘mi,bi 泌mi,bi 辟bi,pi 扁bian,pian 屏bing,ping 泊bo,po 伯bo,bai
卜bu,bo 埔bu,pu 藏cang,zang 曾ceng,zeng 参can,cen,shen 侧ce,ze 差cha,chai,ci 查cha,zha 刹cha,sha
单dan,shan,chan 禅chan,shan 颤chan,zhan 长chang,zhang 厂chang,an 朝chao,zhao 车che,ju 称cheng,chen
盛sheng,cheng 乘cheng,sheng 澄cheng,deng 匙chi,shi 重zhong,chong 种zhong,chong 臭chou,xiu
仇chou,qiu 畜chu,xu 传chuan,zhuan 椎zhui,chui 绰chuo,chao 伺si,ci 枞cong,zong 撮cuo,zuo 大da,dai
石shi,dan 弹dan,tan 叨dao,tao 得de,dei 的de,di 地di,de 提ti,di 调diao,tiao 丁ding,zheng 都du,dou
读du,dou 度du,duo 囤tun,dun 顿dun,du 驮duo,tuo 恶e,wu 番fan,pan 繁fan,po 否fou,pi 佛fo,fu 脯fu,pu
夹jia,ga 盖gai,ge 乾qian,gan 给gei,ji 颈jing,geng 枸gou,ju 谷gu,yu 鹘gu,hu 龟gui,jun,qiu 柜gui,ju
会hui,kuai,gui 涡wo,guo 虾xia,ha 巷xiang,hang 行xing,hang 和he,huo,hu 核he,hu 吓xia,he 黑hei,he
虹hong,jiang 许xu,hu 还huan,hai 获huo,huai 奇qi,ji 期qi,ji 稽ji,qi 缉ji,qi 系xi,ji 家jia,jie
价jia,jie 贾jia,gu 见jian,xian 槛kan,jian 将jiang,qiang 降jiang,xiang 强qiang,jiang 角jiao,jue
脚jiao,jue 觉jue,jiao 校xiao,jiao 嚼jiao,jue 解jie,xie,hai 藉jie,ji 劲jin,jing 咀ju,zui 句ju,gou
圈quan,juan 浚jun,xun 卡ka,qia 咖ka,ga 楷kai,jie 扛kang,gang 壳ke,qiao 溃kui,hui 隗wei,kui
括kuo,gua 落luo,la,lao 烙lao,luo 乐le,yue,lao 勒le,lei 棱leng,ling 俩lia,liang 栎li,yue 了le,liao
六liu,lu 陆lu,liu 碌lu,liu 咯ge,lo,luo 泷long,shuang 弄nong,long 露lu,lou 绿lv,lu 率lv,shuai
络luo,lao 漯luo,ta 埋mai,man 脉mai,mo 蔓man,wan 冒mao,mo 没mei,mo 糜mi,mei 缪miao,mou,miu
渑mian,sheng 模mo,mu 抹mo,ma 万wan,mo 牟mou,mu 呢ne,ni 尿niao,sui 娜na,nuo 那na,ne 南nan,na
疟nue,yao 区qu,ou 迫po,pai 胖pang,pan 刨pao,bao 炮pao,bao 朴pu,piao,po 曝pu,bao 瀑pu,bao 陂bei,pi
栖qi,xi 俟si,qi 铅qian,yan 纤xian,qian 犍jian,qian 茄qie,jia 且qie,ju 亲qin,qing 覃qin,tan
塞sai,se 色se,shai 杉shan,sha 厦sha,xia 掺chan 汤tang,shang 召zhao,shao 折zhe,she 歙she,xi
什shi,shen 莘xin,shen 省sheng,xing 识shi,zhi 似si,shi 殖zhi,shi 氏shi,zhi 峙zhi,shi 适shi,kuo
熟shu,shou 数shu,shuo 属shu,zhu 术shu,zhu 衰shuai,cui 说shuo,shui,yue 宿su,xiu 洞dong,tong
屯tun,zhun 拓tuo,ta 圩wei,xu 尾wei,yi 尉wei,yu 蔚wei,yu 遗yi,wei 无wu,mo 洗xi,xian 削xiao,xue
叶ye,xie 邪xie,ye 荥xing,ying 浒hu,xu 吁yu,xu 血xue,xie 轧zha,ya 咽yan,ye 殷yin,yan 钥yao,yue
艾ai,yi 於yu,wu 员yuan,yun 筠yun,jun 择ze,zhai 扎zha,za 翟zhai,di 粘zhan,nian 着zhe,zhao,zhuo
祭ji,zhai 著zhu,zhuo 爪zhua,zhao 幢zhuang,chuang 琢zhuo,zuo 仔zi,zai 综zong,zeng 柞zuo,zha
郗xi,chi 仡ge,yi 佴nai 栅zha,shan 酵jiao,xiao 亟ji,qi 耙ba,pa 裨bi,pi 咳ke,hai 芥jie,gai 镐gao,hao
蛤ha,ge 貉he,hao,mo 珲hui,hun 桔jie,ju 矜jin,guan 炔que 吭keng,hang 莨lang,liang 姥lao,mu 肋lei,le
偻lou,lv 捋lv,luo 氓mang,meng 蹊qi,xi 圫tu 蕃fan,bo 呱gua 桧gui,hui 炅jiong,gui 郇xun,huan
眙yi,chi 乜nie,mie 谌chen,shen 冯feng,ping
"""

MODERN_READINGS: dict[str, tuple[str, ...]] = {
    entry[0]: tuple(entry[1:].split(",")) for entry in _TABLE.split()
}
"""Per character its readings without tones; a character not here has the one of its word."""
